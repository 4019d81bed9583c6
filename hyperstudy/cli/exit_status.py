"""With which status the command line ends, for each kind of error."""

from __future__ import annotations

FAILED = 1
USAGE = 2
NOT_FOUND = 5
MISSING_PACKAGE = 10
SIGNALLED = 128
"""What is added to the number of the signal that ended a command, as shells do."""
INTERRUPTED = SIGNALLED + 2

# Exit status of each kind of error, the first that fits, with what to run next.
KINDS: tuple[tuple[str, int, str], ...] = (
    ("ValidationError", USAGE, ""),
    ("AuthenticationError", 3, "hyperstudy login --check  tells whether the key is accepted"),
    ("ForbiddenError", 4, "hyperstudy whoami --scopes  tells what the key may do"),
    ("NotFoundError", NOT_FOUND, "hyperstudy {listing}  lists what the key may see"),
    ("RateLimitError", 6, ""),
    ("NetworkError", 7, "hyperstudy whoami  tells whether the service answers"),
    ("ServerError", 8, ""),
    ("IncompleteDataError", 9, ""),
)
LISTINGS = ("personas", "deployments")  # the others are found by their experiment
NOT_COMPLETE = 9

STATUSES = """\
Exit status: 0 done; 1 failed; 2 wrong input; 3 the key is missing or not accepted; 4 the key may
not do this; 5 no such thing; 6 too many requests; 7 the network; 8 the service; 9 not complete, or
not valid; 10 a package is missing; 130 stopped with Ctrl-C; 143 stopped by SIGTERM."""
