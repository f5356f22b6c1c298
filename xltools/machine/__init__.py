"""The computer that xltools runs on: its Python, its Office, and where things are placed. Reads; writes nothing."""
