"""Files that are made to do harm, and what becomes of them: a table, tried on every command that reads documents."""
