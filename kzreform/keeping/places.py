"""Where a user's corpus lies when nothing else is said."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "KZREFORM_CORPUS"
"""The environment variable that names another place."""

_APP = "kzreform"


def default_path() -> Path:
    """Give the corpus file of the user: ``KZREFORM_CORPUS``, or ``corpus.db`` in the user's folder for data.

    >>> os.environ["KZREFORM_CORPUS"] = "/srv/dossier.db"
    >>> default_path().name
    'dossier.db'
    >>> del os.environ["KZREFORM_CORPUS"]
    >>> default_path().name
    'corpus.db'
    """
    if named := os.environ.get(VARIABLE):
        return Path(named)
    # Here, not above: only those who keep a corpus wait for it.
    import platformdirs

    return Path(platformdirs.user_data_dir(_APP, appauthor=False)) / "corpus.db"


def cache_folder() -> Path:
    """Give the user's folder for what can be made anew."""
    import platformdirs

    return Path(platformdirs.user_cache_dir(_APP, appauthor=False))
