"""kzreform: pull every dated figure out of a text into one normalised table."""

__version__ = "0.1.0"
