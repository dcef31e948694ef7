"""The patterns as data: a folder a language."""
