"""Files of Word: templates, rendering, charts, tables of contents, PDF, accessibility. Never computes."""
