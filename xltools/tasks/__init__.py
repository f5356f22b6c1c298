"""One file a use case: the only place where core meets files. Never prints."""
