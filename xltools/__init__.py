"""xltools: checked Excel workbooks in, finished Word reports out, for Swedish municipal economists."""

__version__ = "0.1.0"
