"""The lines that a notebook shows of an error."""

from __future__ import annotations


def short_traceback(error: BaseException) -> list[str]:
    """Give the lines that a notebook shows of an error: those of its author, and what happened.

    The way through this package and the libraries below it says nothing to them, and hides the
    message behind a hundred lines.
    """
    import contextlib
    import traceback
    from pathlib import Path

    package = str(Path(__file__).parent.parent)
    lines: list[str] = []
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename.startswith(package):
            break
        path = Path(frame.filename)
        if "IPython" in path.parts or frame.filename == contextlib.__file__:
            continue  # `contextlib` stands between a decorated function and its caller
        of_a_cell = any(part.startswith("ipykernel_") for part in path.parts)
        place = "line" if of_a_cell else f"{path.name}, line"
        inside = "" if frame.name == "<module>" else f", in {frame.name}"
        lines.append(f"{place} {frame.lineno}{inside}:  {frame.line or ''}".rstrip(": "))
    notes: list[str] = getattr(error, "__notes__", [])
    return [*lines, "", f"{type(error).__name__}: {error}", *notes]
