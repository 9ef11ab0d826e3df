"""Libraries that only some uses need: imported when used, named with their install command when missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from kjreport.errors import KjreportError


class MissingExtraError(KjreportError, ImportError):
    """A library of an optional part of kjreport is not installed; the message names the command."""


def require(module: str, extra: str) -> Any:
    """Import a library of an extra.

    Args:
        module: what to import, such as ``"pyarrow.parquet"``.
        extra: the extra of kjreport that brings it.

    Returns:
        The module.

    Raises:
        MissingExtraError: it is not installed.

    >>> require("no_such_library", "tables")
    Traceback (most recent call last):
    kjreport.extras.MissingExtraError: this needs no_such_library: pip install 'kjreport[tables]'
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        top = module.partition(".")[0]
        if (error.name or "").partition(".")[0] != top:
            raise
        raise MissingExtraError(f"this needs {top}: pip install 'kjreport[{extra}]'") from None
