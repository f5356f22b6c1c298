"""What the buttons in Excel do: the same work as the commands, on the workbook that is open."""
