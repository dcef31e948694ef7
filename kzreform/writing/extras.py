"""The writers that need more than kzreform itself installs."""

from __future__ import annotations

from importlib.util import find_spec

from kzreform.errors import KzreformError


def require(what: str, package: str, extra: str) -> None:
    """Raise ``KzreformError`` with what to install, when a format's package is not there.

    >>> require("Excel", "no_such_package", "excel")
    Traceback (most recent call last):
    kzreform.errors.KzreformError: to write Excel, no_such_package is needed: pip install "kzreform[excel]"
    """
    if find_spec(package) is None:
        raise KzreformError(f'to write {what}, {package} is needed: pip install "kzreform[{extra}]"')
