"""Warnings that point at the researcher's own line, and their classes."""

from __future__ import annotations

import sys
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Generator
    from types import FrameType

_PACKAGE = str(Path(__file__).parent.parent)


class HyperStudyWarning(UserWarning):
    """Base class of every warning that hyperstudy gives.

    Attributes
    ----------
    partial : object
        Where warnings are errors: the result that the call would have given.
    """

    partial: Any = None


class ServerWarning(HyperStudyWarning):
    """A notice that the server put into its answer, such as ``MISSING_INDEX: ...``."""


class IncompleteDataWarning(HyperStudyWarning):
    """Rows may be missing, repeated or changed: the message says which and how many."""


class UnreadableValueWarning(HyperStudyWarning):
    """Values that do not fit their column; they stand in a companion column as they came."""


class DownloadWarning(HyperStudyWarning):
    """A recording that could not be downloaded, or a report that could not be written."""


@contextmanager
def keeping(result: Any) -> Generator[None]:
    """Put a finished result into a warning that is raised, since warnings may be errors."""
    try:
        yield
    except HyperStudyWarning as warning:
        warning.partial = result
        raise


def warn_caller(message: str, category: type[Warning] = HyperStudyWarning) -> None:
    """Warn, naming the first line outside of this package as the place.

    Python shows a warning once for each text and line. Ours are shown each time, since a loop has
    one line for all of its rooms, and a cell is run again to see whether something became better.
    Filters that people set count as for any warning.

    Parameters
    ----------
    message : str
        What happened, to what, and what to do next.
    category : type of Warning, optional
        One of the classes above.
    """
    # `skip_file_prefixes` of `warnings.warn` does this, but only from Python 3.12 on.
    frame: FrameType | None = sys._getframe(0)  # pyright: ignore[reportPrivateUsage] - inspect is slow to load
    while frame is not None and frame.f_code.co_filename.startswith(_PACKAGE):
        frame = frame.f_back
    if frame is None:  # a thread of our own
        warnings.warn_explicit(message, category, "hyperstudy", 0, registry=None)
        return
    module = str(frame.f_globals.get("__name__") or "<unknown>")
    # It is the registry of the module that knows what was shown before.
    warnings.warn_explicit(
        message, category, frame.f_code.co_filename, frame.f_lineno, module, registry=None
    )
