"""Check: on figures alone, what agrees, what overlaps in time, and how well an extraction meets its gold."""
