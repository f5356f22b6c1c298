"""Ledger exports to outcome by unit and line, and their reconciliation."""
