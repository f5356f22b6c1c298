"""What a document must have to be read by everyone."""
