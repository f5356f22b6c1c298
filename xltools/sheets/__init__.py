"""What each standard sheet looks like, one file a sheet: the only place where a column's name is written."""
