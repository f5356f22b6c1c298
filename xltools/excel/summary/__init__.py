"""sammanstallning.xlsx, a file a group of sheets."""
