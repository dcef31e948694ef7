"""The command line: ``main`` is the click group, one module a command."""

from kzreform.commands.program import main

__all__ = ["main"]
