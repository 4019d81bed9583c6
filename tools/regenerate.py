"""Write everything that follows from the contract, or check that it is up to date.

    python tools/regenerate.py            write
    python tools/regenerate.py --check    name the files that differ, and fail if there are any

`nox -s regenerate` does the same with the pinned versions of the generator and of ruff.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import authoring
import generated_client
import surface
from contract_file import CONTRACT, NotAContract, read
from generated_client import GenerationFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).resolve().parent.parent
ADVICE = "Run `nox -s regenerate` and commit what it writes; generated files are never edited."


class Product(NamedTuple):
    """Something that follows from the contract.

    `render` takes the contract and returns path (from the root of the repository) and content of
    each file; text is formatted here. Files of `folder` that it does not name are left over.
    """

    name: str
    render: Callable[[dict[str, Any]], Mapping[str, bytes | str]]
    folder: str | None = None


PRODUCTS: tuple[Product, ...] = (
    Product("the generated client", generated_client.render, generated_client.FOLDER),
    Product("the high-level methods", surface.render),
    Product("what experiments are written with", authoring.render),
)


class Rendered(NamedTuple):
    """A product, ready to be written or compared."""

    product: Product
    files: dict[str, bytes]

    def differences(self, root: Path) -> list[str]:
        """Return which files are not as they should be."""
        kept = {path: _content(root / path) for path in self.files}
        if self.product.folder is not None:
            kept |= _folder_content(root, self.product.folder)
        differing = [path for path in sorted(kept) if kept[path] != self.files.get(path)]
        return [f"{path}: {self._difference(path, kept[path])}" for path in differing]

    def _difference(self, path: str, content: bytes | None) -> str:
        if content is None:
            return "is missing"
        return "differs" if path in self.files else "is left over"

    def write(self, root: Path) -> None:
        """Bring the files to where they belong: a folder as a whole, or one by one."""
        if self.product.folder is not None:
            _swap_folder(root / self.product.folder, self.files, f"{self.product.folder}/")
        else:
            for path, content in self.files.items():
                write_file(root / path, content)

    def kept(self, root: Path) -> Rendered:
        """Return the same product as it is on disk."""
        files = {path: _content(root / path) for path in self.files}
        if self.product.folder is not None:
            files |= _folder_content(root, self.product.folder)
        return self._replace(files={path: one for path, one in files.items() if one is not None})


def write_all(rendered: list[Rendered], root: Path) -> None:
    """Write several products, or none: what was there comes back if one can't be written."""
    before = [one.kept(root) for one in rendered]
    done: list[Rendered] = []
    try:
        for one in rendered:
            done.append(one)
            one.write(root)
    except BaseException:
        for one, old in zip(done, before, strict=False):
            old.write(root)
            for path in one.files.keys() - old.files.keys():
                if (root / path).is_file():
                    (root / path).unlink()
        raise


def render(document: dict[str, Any], products: tuple[Product, ...] = PRODUCTS) -> list[Rendered]:
    """Make all products of a contract; nothing is written yet.

    Raises
    ------
    GenerationFailed
        If one of them cannot be made.
    """
    return [_rendered(product, document) for product in products]


def _rendered(product: Product, document: dict[str, Any]) -> Rendered:
    try:
        files = product.render(document)
        return Rendered(product, {path: _formatted(path, given) for path, given in files.items()})
    except GenerationFailed:
        raise
    except (Exception, SystemExit) as error:
        raise GenerationFailed(
            f"{product.name} can't be made from this contract: {type(error).__name__}: {error}"
        ) from error


def _formatted(path: str, content: bytes | str) -> bytes:
    if isinstance(content, bytes) or not path.endswith((".py", ".pyi")):
        return content if isinstance(content, bytes) else content.encode()
    command = ["ruff", "format", "--isolated", "--no-cache", "--line-length", "100"]
    environment = generated_client.tool_environment()
    command[0] = shutil.which("ruff", path=environment["PATH"]) or "ruff"
    run = subprocess.run(
        [*command, "--target-version", "py311", "--stdin-filename", path, "-"],
        input=content.encode(),
        env=environment,
        capture_output=True,
        check=False,
    )
    if run.returncode != 0:
        raise GenerationFailed(f"ruff could not format {path}:\n{run.stderr.decode()}")
    return run.stdout.replace(b"\r\n", b"\n")


def _content(file: Path) -> bytes | None:
    return file.read_bytes().replace(b"\r\n", b"\n") if file.is_file() else None


def _folder_content(root: Path, folder: str) -> dict[str, bytes | None]:
    files = (file for file in (root / folder).rglob("*") if "__pycache__" not in file.parts)
    return {file.relative_to(root).as_posix(): _content(file) for file in files if file.is_file()}


def write_file(file: Path, content: bytes) -> None:
    """Replace a file in one step."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.new")
    try:
        fresh.write_bytes(content)
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)


def _swap_folder(target: Path, files: Mapping[str, bytes], prefix: str) -> None:
    """Replace a folder. The old one comes back if the new one cannot take its place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    fresh, old = workshop / "new", workshop / "old"
    try:
        for path, content in files.items():
            file = fresh / path.removeprefix(prefix)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        if target.exists():
            target.rename(old)
        try:
            fresh.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
    finally:
        if target.exists():
            shutil.rmtree(workshop, ignore_errors=True)


def main(arguments: list[str] | None = None, *, products: tuple[Product, ...] = PRODUCTS) -> int:
    """Do what the command line asks for and return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only compare; fail on differences")
    parser.add_argument("--root", type=Path, default=ROOT, help="root of the repository")
    options = parser.parse_args(arguments)
    root: Path = options.root
    try:
        rendered = render(read((root / CONTRACT).read_text(encoding="utf-8")), products)
    except (GenerationFailed, NotAContract, OSError) as error:
        print(f"{CONTRACT}: {error}", file=sys.stderr)
        return 1
    differences = [line for one in rendered for line in one.differences(root)]
    if options.check and differences:
        print(
            "\n".join(["What was generated is not what the contract gives:", *differences, ADVICE])
        )
        return 1
    if not options.check:
        write_all([one for one in rendered if one.differences(root)], root)
        print(f"{sum(len(one.files) for one in rendered)} files, {len(differences)} changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
