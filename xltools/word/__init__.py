"""Files of Word: templates, rendering, tables of contents. Never computes."""
