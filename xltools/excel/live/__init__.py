"""Workbooks that are open in Excel: reading and marking them through xlwings, its only home."""
