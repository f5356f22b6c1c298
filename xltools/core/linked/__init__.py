"""Documents against their underlag: what has changed between two makings of a document."""
