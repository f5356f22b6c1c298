"""Word's own charts with their embedded workbooks."""
