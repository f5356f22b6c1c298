"""One file a document type: which figures, texts and tables it holds."""
