"""The sheets of grunddata to one checked MasterData."""
