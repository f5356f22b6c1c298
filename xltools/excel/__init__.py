"""Files of Excel: reading, writing and marking them. Never computes."""
