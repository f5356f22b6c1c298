"""VBA projects made from our own text, without Excel: the starter of Python, and the buttons that call it."""
