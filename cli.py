"""Run the command line from a checkout: ``python cli.py extract report.txt``."""

from pathlib import Path

import kzreform

# patterns/ and corpus/ lie beside the package and are mapped into it when installed; a bare checkout maps them here.
kzreform.__path__.append(str(Path(__file__).resolve().parent))

if __name__ == "__main__":
    from kzreform.commands import main

    main()
