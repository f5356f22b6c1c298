"""Cells to values: numbers, dates and text as people write them."""
