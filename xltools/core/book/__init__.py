"""One entry workbook against the form it was made with, and to facts."""
