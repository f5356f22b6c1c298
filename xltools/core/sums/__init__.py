"""Facts up the tree: drift, measures, goals, investments, and what follows from the sums."""
