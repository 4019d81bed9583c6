"""The command line: what it prints where, and with which status it ends."""

from __future__ import annotations

import sys
import warnings
from contextlib import suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, NoReturn

from .exit_status import FAILED, INTERRUPTED, KINDS, LISTINGS, MISSING_PACKAGE, NOT_FOUND
from .termination import Terminated, interruption_of, terminating_as_interruption

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..exceptions import HyperStudyError


def main() -> None:
    """Run the command line; the entry point of the package."""
    with terminating_as_interruption():
        try:
            _run()
        except KeyboardInterrupt as interruption:
            status = _stopped(interruption)
        except SystemExit as end:
            cause = interruption_of(end)
            if cause is None:
                raise
            status = _stopped(cause)
        except BrokenPipeError:
            _exit_on_closed_pipe()
        except Exception as error:  # noqa: BLE001 - what it does not know is raised again
            status = _report(error)
        else:
            return
    sys.exit(status)


def _run() -> None:
    try:
        import typer as typer
    except ImportError as error:
        _print_error(f"The command line needs a package that is not installed ({error.name}).")
        _print_error('Next: pip install "hyperstudy[cli]"')
        sys.exit(MISSING_PACKAGE)
    from .app import app

    warnings.showwarning = _show
    if any(option.startswith("e") for option in sys.warnoptions):
        # An error would keep a command from writing the file that it has fetched: the status of
        # the command says that something is missing.
        from ..display import notices

        warnings.simplefilter("always", notices.HyperStudyWarning)
    for stream in (sys.stdout, sys.stderr):
        # What goes into a pipe is data: UTF-8 on every system.
        if isinstance(stream, TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app(prog_name="hyperstudy")


def _stopped(interruption: KeyboardInterrupt) -> int:
    """Print what a command that was stopped leaves and how to go on; give the exit status."""
    how, status = "with Ctrl-C", INTERRUPTED
    if isinstance(interruption, Terminated):
        how, status = f"by {interruption}", interruption.status
    with suppress(OSError):  # the terminal is closed
        _print_error(f"Stopped {how}.")
        for note in getattr(interruption, "__notes__", ()):
            _print_error(note)
    return status


def _report(error: Exception) -> int:
    """Print what went wrong and what to run next, and return the exit status."""
    from ..exceptions import HyperStudyError

    if isinstance(error, ImportError):
        _print_error(f"Error: {error}")
        return MISSING_PACKAGE
    if isinstance(error, OSError):
        _print_error(
            f"Error: {error.strerror or error}" + (f": {error.filename}" * bool(error.filename))
        )
        return FAILED
    if not isinstance(error, HyperStudyError):
        raise error
    _print_error(f"Error: {error}")
    kinds = {one.__name__ for known in _with_cause(error) for one in type(known).__mro__}
    status, following = next(
        ((status, following) for name, status, following in KINDS if name in kinds),
        (FAILED, ""),
    )
    on_disk = status == NOT_FOUND and error.request is None  # where no key lists anything
    if following and error.code != "MISSING_API_KEY" and not on_disk:
        _print_error(f"Next: {following.format(listing=_listing(error.request or ''))}")
    return status


def _listing(request: str) -> str:
    """Name the command that lists what a request asked for."""
    for name in LISTINGS:
        if f" /{name}/" in request:
            return f"get {name}"
    return "experiments"


def _with_cause(error: HyperStudyError) -> Iterator[HyperStudyError]:
    """Give an error and those of ours that it comes from.

    Where scripts for 0.4.1 expect the class that all errors have, only the cause has a kind.
    """
    from ..exceptions import HyperStudyError

    cause: BaseException | None = error
    while isinstance(cause, HyperStudyError):
        yield cause
        cause = cause.__cause__


def _show(message: Warning | str, *_: Any, **__: Any) -> None:
    """Show a warning as talk: which line of which file warned says nothing here."""
    _print_error(f"Note: {message}")


def _print_error(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def _exit_on_closed_pipe() -> NoReturn:
    """End quietly when the reader of the output has gone, such as ``head``."""
    import os

    # What is still in the buffer must not fail once more when Python ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(FAILED)
