"""The year-end forecast, its interval, one-offs and working."""
