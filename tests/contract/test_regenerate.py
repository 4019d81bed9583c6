"""What follows from the contract is written whole or not at all, and a check names what differs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tiny import TINY

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("openapi_python_client", reason="the generator is in the group `generate`")

import generated_client
from contract_file import NotAContract, read, validate
from generated_client import GenerationFailed
from regenerate import PRODUCTS, Product, Rendered, main, render, write_all

FOLDER = generated_client.FOLDER


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "spec").mkdir()
    (tmp_path / "spec" / "openapi.yaml").write_text(TINY)
    return tmp_path


CLIENT = PRODUCTS[:1]  # the others are of the real contract
MADE = {
    f"{FOLDER}/client.py": b"client = 1\n",
    f"{FOLDER}/models/note.py": b"note = 1\n",
    f"{FOLDER}/py.typed": b"",
}
SIMPLE = (Product("a package", lambda _: MADE, FOLDER), Product("a file", lambda _: {"a.txt": "x"}))


def run(root: Path, *arguments: str, products: tuple[Product, ...] = SIMPLE) -> int:
    return main([*arguments, "--root", str(root)], products=products)


def contents(root: Path) -> dict[str, bytes]:
    return {
        one.relative_to(root).as_posix(): one.read_bytes()
        for one in root.rglob("*")
        if one.is_file()
    }


def test_what_is_written_is_what_was_made_and_no_more(root: Path) -> None:
    assert run(root) == 0
    assert contents(root) == {"spec/openapi.yaml": TINY.encode(), "a.txt": b"x", **MADE}


def test_check_names_each_file_that_differs_and_what_helps(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "--check") == 1
    assert f"{FOLDER}/py.typed: is missing" in capsys.readouterr().out
    assert run(root) == 0
    assert run(root, "--check") == 0
    package = root / FOLDER
    capsys.readouterr()

    (package / "client.py").write_text("# edited by hand\n")
    (package / "models" / "note.py").unlink()
    (package / "left.py").write_text("")
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "client.pyc").write_bytes(b"")
    (root / "a.txt").write_text("y")
    before = contents(root)
    assert run(root, "--check") == 1
    assert contents(root) == before
    assert capsys.readouterr().out.splitlines()[1:] == [
        f"{FOLDER}/client.py: differs",
        f"{FOLDER}/left.py: is left over",
        f"{FOLDER}/models/note.py: is missing",
        "a.txt: differs",
        "Run `nox -s regenerate` and commit what it writes; generated files are never edited.",
    ]

    assert run(root) == 0
    assert run(root, "--check") == 0
    assert not (package / "left.py").exists()


def test_line_ends_of_a_windows_checkout_are_no_difference(root: Path) -> None:
    run(root)
    file = root / FOLDER / "client.py"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert run(root, "--check") == 0


def test_a_generator_warning_fails_and_writes_nothing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root) == 0
    before = contents(root / "generated")
    document = read(TINY)
    # The generator leaves this operation out, with a warning and exit status 0.
    document["paths"]["/odd"] = {
        "get": {
            "operationId": "get_odd",
            "parameters": [
                {"name": "a", "in": "query", "schema": {"enum": [1, "one"]}},
            ],
            "responses": {"200": {"description": "ok"}},
        }
    }
    (root / "spec" / "openapi.yaml").write_text(json.dumps(document))
    capsys.readouterr()
    assert run(root, products=CLIENT) == 1
    assert "GET /odd" in capsys.readouterr().err
    assert contents(root / "generated") == before


def test_the_names_of_headers_follow_the_contract(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = root / "spec" / "openapi.yaml"
    renamed = TINY.replace("X-API-Key", "X-Key").replace("X-Organization-Id", "X-Group")
    file.write_text(renamed)
    assert run(root, products=CLIENT) == 0
    made = (root / FOLDER / "headers.py").read_text()
    assert 'KEY = "X-Key"\nORGANIZATION = "X-Group"\n' in made
    assert "X-API-Key" not in (root / FOLDER / "client.py").read_text()

    before = contents(root / "generated")
    second = "securitySchemes: {Old: {type: apiKey, in: header, name: X-Old}, "
    for unclear, message in (
        (TINY.replace("securitySchemes: {", second), "it has several (X-API-Key, X-Old)"),
        (TINY.replace("in: header, name: X-API", "in: query, name: X-API"), "it has none"),
        (TINY.replace("Id, in: header", "Id, in: query"), "for the organization; it has none"),
    ):
        file.write_text(unclear)
        assert run(root, products=CLIENT) == 1
        assert message in capsys.readouterr().err
    assert contents(root / "generated") == before


@pytest.mark.parametrize("name", ["openapi-python-client", "ruff"])
@pytest.mark.parametrize("installed", ["0.1", "none"])
def test_another_version_than_the_pinned_one_is_refused(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    installed: str,
) -> None:
    real = generated_client.version

    def version(package: str) -> str:
        if package != name:
            return real(package)
        if installed == "none":
            raise generated_client.PackageNotFoundError(package)
        return installed

    monkeypatch.setattr(generated_client, "version", version)
    assert run(root, products=CLIENT) == 1
    stderr = capsys.readouterr().err
    assert f"{name} {generated_client.pinned_versions()[name]}; installed is {installed}" in stderr
    assert "nox -s regenerate" in stderr
    assert not (root / "generated").exists()


def test_text_of_a_product_is_formatted_and_its_failure_is_named() -> None:
    good = Product("the surface", lambda _: {"a/b.py": "x = {'a':1}\n", "c.txt": "x = {'a':1}\n"})
    (rendered,) = render({}, (good,))
    assert rendered.files == {"a/b.py": b'x = {"a": 1}\n', "c.txt": b"x = {'a':1}\n"}

    def leave(_: Any) -> dict[str, str]:
        raise SystemExit("names no operation")

    for bad in (leave, lambda _: {"a.py": "x = ("}, lambda spec: spec["paths"]):
        with pytest.raises(GenerationFailed, match=r"the surface|a\.py"):
            render({}, (Product("the surface", bad),))


def test_if_one_product_cannot_be_written_all_stay_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "old.py").write_text("old")
    (tmp_path / "single.py").write_text("old")
    (tmp_path / "in_the_way.py").mkdir()
    before = contents(tmp_path)

    def rendered(files: dict[str, bytes], folder: str | None = None) -> Rendered:
        return Rendered(Product("a product", lambda _: files, folder), files)

    with pytest.raises(OSError, match="in_the_way"):
        write_all(
            [
                rendered({"kept/new.py": b"new"}, "kept"),
                rendered({"single.py": b"new", "fresh.py": b"new"}),
                rendered({"in_the_way.py": b"new"}),
            ],
            tmp_path,
        )
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<html><body>Sign in</body></html>", "no OpenAPI document"),
        ("", "no OpenAPI document"),
        ("[1, 2]", "no OpenAPI document"),
        ("a: [1", "neither YAML nor JSON"),
        ("openapi: 3.1.0\nopenapi: 3.1.1\n", "neither YAML nor JSON"),
        ("openapi: 3.2.0\n", "3.0 and 3.1"),
        ('{"openapi": "3.1.0", "info": {"title": "x", "version": "1"}}', "not valid OpenAPI 3.1.0"),
        (
            TINY.replace("schemas/Colour", "schemas/Color", 1),
            "not valid OpenAPI 3.1.1",
        ),
        (TINY.replace("type: integer, default", "type: whole, default"), "not valid OpenAPI 3.1.1"),
    ],
)
def test_what_is_no_contract_is_told(text: str, message: str) -> None:
    with pytest.raises(NotAContract, match=message):
        validate(read(text))


def test_yaml_is_read_as_json_would_be() -> None:
    document = read("openapi: 3.1.0\nyes: no\n200: 2026-03-02\nbig: 9007199254740993\n")
    assert document == {"openapi": "3.1.0", "yes": "no", "200": "2026-03-02", "big": 2**53 + 1}
