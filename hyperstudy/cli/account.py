"""Commands about the API key: keep it, remove it, ask what it may do."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from .output import Json, Quiet, note, print_facts, print_json

_IN_FILE = "Keep it in a file that only you can read, even if there is a keyring."


def login(
    check: Annotated[
        bool, typer.Option("--check", help="Only tell whether there is a key and it is accepted.")
    ] = False,
    file: Annotated[bool, typer.Option("--file", help=_IN_FILE)] = False,
    quiet: Quiet = False,
) -> None:
    """Keep an API key on this machine, so that nothing has to be set any more.

    The key is asked for, or read from a pipe; it is never an argument, since those end up in the
    shell's history. The service is asked whether it is accepted. It goes to the keyring of the
    system where the package keyring is installed and there is one, else to a file that only you
    can read. It is used for this address of the API only (HYPERSTUDY_BASE_URL, or production).
    The variable HYPERSTUDY_API_KEY comes before it.

    \b
    Examples:
      hyperstudy login
      hyperstudy login < key.txt
      hyperstudy login --check
    """
    from ..account import stored_key
    from ..client import HyperStudy
    from ..client.online import default_address, find_key

    address = default_address()
    if check:
        _, where = find_key(address)
        with HyperStudy() as hs:
            hs.whoami()
        note(f"The key from {where} is accepted by {address}.", quiet)
        return
    key = _ask()
    with HyperStudy(key) as hs:
        hs.whoami()
    where = stored_key.keep(address, key, in_file=file)
    note(f"The key is accepted by {address}. It is kept in {where}.", quiet)
    if find_key(address)[0] != key:
        note("HYPERSTUDY_API_KEY is set to another key, which comes before this one.")
    note("Next: hyperstudy experiments", quiet)


def logout(quiet: Quiet = False) -> None:
    """Remove the key that login kept for this address of the API.

    It stays valid: to end it, revoke it in HyperStudy under Settings, API keys.

    \b
    Example:
      hyperstudy logout
    """
    from ..account import stored_key
    from ..client.online import default_address

    address = default_address()
    removed = stored_key.forget(address)
    note(
        f"The key for {address} is removed." if removed else f"No key is kept for {address}.", quiet
    )


def whoami(
    scopes: Annotated[
        bool, typer.Option("--scopes", help="Try what the key may do: one request for each scope.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show whose key it is, what it may do as far as the API tells, and which limits are left.

    \b
    Examples:
      hyperstudy whoami
      hyperstudy whoami --scopes --json
    """
    from ..client import HyperStudy
    from ..client.online import default_address, find_key

    _, where = find_key(default_address())
    with HyperStudy() as hs:
        identity = hs.whoami(scopes=scopes)
    if as_json:
        print_json({**identity.to_dict(), "key_from": where})
        return
    print_facts(identity.facts() | {"key": f"{identity.key} (from {where})"})


def _ask() -> str:
    from ..exceptions import InputError
    from ..transport import settings
    from ..validation import without_pasted_marks

    if sys.stdin.isatty():
        try:
            key = str(typer.prompt("API key (it is not shown)", hide_input=True, err=True))
        except typer.Abort:  # what Ctrl-C becomes at a prompt
            raise KeyboardInterrupt from None
    else:
        key = _first_line()
    if not without_pasted_marks(key):
        raise InputError(
            "There is no key.", hint="Make one in HyperStudy under Settings, API keys."
        )
    return settings.key(key)


def _first_line() -> str:
    """Read the key from a pipe or a file, in any of the encodings that editors and shells write.

    PowerShell and Notepad write UTF-16, or UTF-8 with a byte order mark before it.
    """
    binary = getattr(sys.stdin, "buffer", None)
    if binary is None:
        return sys.stdin.readline()
    found = b""
    while line := binary.readline():
        found += line
        if found.strip(b"\0\r\n\t \xff\xfe\xef\xbb\xbf"):
            break
    if found.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in found:
        big = found.startswith((b"\xfe\xff", b"\0"))
        # The line was cut between the two bytes of its end.
        return found.decode("utf-16-be" if big else "utf-16-le", errors="ignore")
    return found.decode("utf-8", errors="surrogateescape")
