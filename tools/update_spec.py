"""Take a newer OpenAPI document as the contract: say what changed, replace it, regenerate.

    python tools/update_spec.py [URL-or-file] [--dry-run]

Without a source, the service's own address is asked. Whatever goes wrong, contract and generated
files stay as they were. `nox -s update_spec` does the same with the pinned tools.
"""

from __future__ import annotations

import argparse
import io
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import contract_servers
import httpx
from compare_contracts import compare, report
from contract_annotations import carry_over
from contract_file import CONTRACT, NotAContract, read, shortened, validate
from generated_client import GenerationFailed
from regenerate import PRODUCTS, ROOT, Product, Rendered, render, write_all
from ruamel.yaml import YAML
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.scalarstring import LiteralScalarString
from ruamel.yaml.util import load_yaml_guess_indent

if TYPE_CHECKING:
    from collections.abc import Callable

OFFICIAL = "https://api.hyperstudy.io/api/v3/openapi.yaml"


class Unreachable(Exception):
    """The document could not be had."""


_EXPECTED = (Unreachable, NotAContract, GenerationFailed, OSError)


class NotTaken(Exception):
    """The document has something in it that the comparison or what is written can't bear."""


class Fetched(NamedTuple):
    """A text, and the address that it came from in the end; None if that is a file."""

    text: str
    address: str | None


def fetch(source: str) -> Fetched:
    """Return the text at an address or in a file.

    Raises
    ------
    Unreachable
        If there is none to be had.
    """
    try:
        if not source.startswith(("http://", "https://")):
            return Fetched(Path(source).read_text(encoding="utf-8-sig"), None)
        answer = httpx.get(source, timeout=30, follow_redirects=True)
        answer.raise_for_status()
        return Fetched(answer.content.decode("utf-8-sig"), str(answer.url))
    except httpx.HTTPStatusError as error:
        problem = f"it answers with status {error.response.status_code}"
    except httpx.HTTPError as error:
        problem = f"it does not answer ({type(error).__name__}: {error})"
    except (OSError, httpx.InvalidURL) as error:
        problem = str(error)
    except UnicodeDecodeError:
        problem = "what is there is not text in UTF-8"
    raise Unreachable(f"{source}: {problem}")


def written(text: str, document: dict[str, Any]) -> str:
    """Return the YAML text to keep for a document that came as `text` and may have got marks since.

    The received text stays as it is, where that is possible: layout and comments are worth keeping.
    """
    if read(text) == document and text.lstrip()[:1] != "{":
        return text if text.endswith("\n") else f"{text}\n"
    if text.lstrip()[:1] != "{":
        kept = _marked_text(text, document)
        if read(kept) == document:
            return kept
    return _dumped(YAML(), _with_blocks(document))


class _PlainTimes(RoundTripConstructor):
    """A time in an example stays the text that was written."""


_PlainTimes.add_constructor(
    "tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node)
)


def _marked_text(text: str, document: dict[str, Any]) -> str:
    yaml = YAML()
    yaml.Constructor = _PlainTimes
    yaml.preserve_quotes = True
    _, indent, offset = load_yaml_guess_indent(text)
    yaml.indent(mapping=2, sequence=indent or 2, offset=offset or 0)
    tree = yaml.load(text)
    _bring_up_to(tree, document)
    return _dumped(yaml, tree)


def _bring_up_to(tree: Any, document: Any) -> None:
    """Change `tree` where `document` says something else."""
    if isinstance(document, dict):
        for key in [one for one in tree if str(one) not in document]:
            del tree[key]
    names = {str(name): name for name in tree} if isinstance(document, dict) else {}
    for name, value in document.items() if isinstance(document, dict) else enumerate(document):
        key = names.get(name, name)
        missing = isinstance(document, dict) and key not in tree
        present = None if missing else tree[key]
        if _are_alike(present, value):
            _bring_up_to(present, value)
        elif missing or present != value:
            tree[key] = value


def _are_alike(one: Any, other: Any) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other)
    return isinstance(one, dict) and isinstance(other, dict)


def _with_blocks(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _with_blocks(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_with_blocks(one) for one in value]
    return LiteralScalarString(value) if isinstance(value, str) and "\n" in value else value


def _dumped(yaml: YAML, tree: Any) -> str:
    yaml.width = 120
    target = io.StringIO()
    yaml.dump(tree, target)
    return target.getvalue()


def update(
    source: str,
    root: Path,
    say: Callable[[str], None],
    *,
    dry_run: bool = False,
    products: tuple[Product, ...] = PRODUCTS,
) -> None:
    """Replace the contract by the document at `source`, and say what is different.

    Raises
    ------
    Unreachable, NotAContract, GenerationFailed, NotTaken, OSError
        If that is not possible; nothing was changed then.
    """
    try:
        _update(source, root, say, dry_run, products)
    except _EXPECTED:
        raise
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        raise NotTaken(
            f"{source} can't be compared with the contract and taken over: "
            f"{type(error).__name__}: {shortened(error)} "
            f"(line {place.lineno} of {Path(place.filename).name})"
        ) from error


def _update(
    source: str,
    root: Path,
    say: Callable[[str], None],
    dry_run: bool,
    products: tuple[Product, ...],
) -> None:
    old = read((root / CONTRACT).read_text(encoding="utf-8"))
    text, address = fetch(source)
    try:
        new = read(text)
        validate(new)
    except NotAContract as error:
        raise NotAContract(f"{source} can't be the contract. {error}") from error
    kept = carry_over(old, new)
    addresses = contract_servers.settle(old, new, address)
    say(f"The contract ({_version(old)}) compared with {source} ({_version(new)})\n")
    say(report(compare(old, new)))
    for paragraph in (addresses, kept.report()):
        if paragraph:
            say(f"\n{paragraph}")
    if dry_run:
        say("\nNothing was written: this was a trial (--dry-run).")
    elif old == new:
        say("\nThe two say the same: the contract stays as it is.")
    else:
        contract = {CONTRACT: written(text, new).encode()}
        replaced = Rendered(Product("the contract", lambda _: contract), contract)
        write_all([replaced, *render(new, products)], root)
        say(f"\n{CONTRACT} is replaced, and what follows from it is written afresh.")


def _version(document: dict[str, Any]) -> str:
    info = document.get("info") or {}
    return f"{info.get('title', 'without a title')} {info.get('version', '')}".strip()


def main(arguments: list[str] | None = None, *, products: tuple[Product, ...] = PRODUCTS) -> int:
    """Do what the command line asks for and return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("source", nargs="?", default=OFFICIAL, help="address or file")
    parser.add_argument("--dry-run", action="store_true", help="only say what is different")
    parser.add_argument("--root", type=Path, default=ROOT, help="root of the repository")
    options = parser.parse_args(arguments)
    try:
        update(options.source, options.root, print, dry_run=options.dry_run, products=products)
    except (*_EXPECTED, NotTaken) as error:
        print(f"\n{error}\nNothing was changed.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
