"""Sample documents of kzreform, with their manifest and gold figures."""
