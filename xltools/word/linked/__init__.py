"""Linked figures: what ties the figures, texts and tables of a document to the cells they came from."""
