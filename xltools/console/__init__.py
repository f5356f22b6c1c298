"""What people see in the terminal: tables, sentences, progress, and the same as JSON for other programs."""
