"""Measure kzreform's speed beside its rivals', and its memory: ``python -m bench``."""
