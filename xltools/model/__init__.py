"""What the program talks about: frozen data without I/O; imports nothing else of ours."""
