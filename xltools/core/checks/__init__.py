"""Checks of figures and texts, by subject; `checklist` has them all in order."""
