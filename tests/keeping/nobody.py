"""Being somebody who has no rights: root, as which tests may run, may write everywhere."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

_NOBODY = 65534


@contextmanager
def nobody() -> Iterator[None]:
    """Go on without root's rights for a while; whoever is not root stays who they are."""
    if not hasattr(os, "geteuid"):
        pytest.skip("needs the rights of files as POSIX has them")
    if os.geteuid() != 0:
        yield
        return
    os.setegid(_NOBODY)
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
