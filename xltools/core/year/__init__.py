"""The year cycle: history that follows moved units, budgets spread on months, and the opening of a new year."""
