"""Tagged PDF through LibreOffice."""
