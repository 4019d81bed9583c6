"""Write the generated client: openapi-python-client with what `spec/` says about it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from contract_file import as_json
from contract_view import operations, parameters, resolve

ROOT = Path(__file__).resolve().parent.parent
FOLDER = "generated/hyperstudy_api"
_HEADERS = """\
\"\"\"The names of the headers that say who asks, and for which organization.\"\"\"

KEY = {key}
ORGANIZATION = {organization}
"""
_TOOLS = ("openapi-python-client", "ruff")


class GenerationFailed(Exception):
    """The generator did not do all that the contract asks for."""


def render(document: dict[str, Any]) -> dict[str, bytes]:
    """Return path and content of each file of the package.

    Raises
    ------
    GenerationFailed
        If the generator or ruff has another version than the pinned one, or the generator fails or
        warns: it leaves out what it warns about. Or if a header is not named.
    """
    check_versions()
    headers(document)
    with tempfile.TemporaryDirectory(prefix="hyperstudy-api-") as temporary:
        source = Path(temporary, "openapi.json")
        source.write_text(json.dumps(for_generator(document)), encoding="utf-8")
        package = Path(temporary, "hyperstudy_api")
        _generate(source, package)
        files = {
            f"{FOLDER}/{file.relative_to(package).as_posix()}": file.read_bytes().replace(
                b"\r\n", b"\n"
            )
            for file in sorted(package.rglob("*"))
            if file.is_file()
        }
    files[f"{FOLDER}/headers.py"] = headers(document).encode()
    files[f"{FOLDER}/py.typed"] = b""
    files[f"{FOLDER}/openapi.json"] = as_json(document).encode()
    return files


def headers(document: dict[str, Any]) -> str:
    """Return the module with the names of the headers that say who asks, and for whom.

    Raises
    ------
    GenerationFailed
        If the contract names none, or several.
    """
    schemes = (document.get("components") or {}).get("securitySchemes") or {}
    keys = {
        str(one["name"])
        for one in (resolve(document, scheme) for scheme in schemes.values())
        if one.get("type") == "apiKey" and one.get("in") == "header"
    }
    sent = {
        str(one["name"])
        for operation in operations(document).values()
        for one in parameters(document, operation).values()
        if one.get("in") == "header"
    }
    organizations = {one for one in sent if re.search("organi[sz]ation", one, re.IGNORECASE)}
    return _HEADERS.format(
        key=_only("security scheme of type apiKey for the key", keys),
        organization=_only("parameter for the organization", organizations or sent),
    )


def _only(what: str, names: set[str]) -> str:
    if len(names) == 1:
        return json.dumps(names.pop())
    found = f"several ({', '.join(sorted(names))})" if names else "none"
    raise GenerationFailed(f"The contract must have one header as {what}; it has {found}.")


def pinned_versions() -> dict[str, str]:
    """Return the versions that pyproject.toml pins in its group `generate`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pins = (str(one).partition("==") for one in project["dependency-groups"]["generate"])
    return {name: pin for name, _, pin in pins if name in _TOOLS}


def check_versions() -> None:
    """Refuse to generate with other versions than the pinned ones.

    Raises
    ------
    GenerationFailed
        If a version is another; the message says which.
    """
    for name, pinned in pinned_versions().items():
        try:
            installed = version(name)
        except PackageNotFoundError:
            installed = "none"
        if installed != pinned:
            raise GenerationFailed(
                f"The generated client is made with {name} {pinned}; installed is {installed}. "
                "`nox -s regenerate` brings the pinned versions."
            )


def tool_environment() -> dict[str, str]:
    """Return the environment in which the installed ruff is found, wherever Python was started."""
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "NO_COLOR": "1"}


def _generate(source: Path, package: Path) -> None:
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none"]
    command += ["--fail-on-warning", "--path", str(source), "--output-path", str(package)]
    command += ["--config", str(ROOT / "spec" / "generator.yaml")]
    command += ["--custom-template-path", str(ROOT / "spec" / "templates")]
    run = subprocess.run(
        command,
        env=tool_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if run.returncode != 0:
        output = "\n".join(line for line in run.stdout.splitlines() if line.strip())
        raise GenerationFailed(f"openapi-python-client did not generate all of it:\n{output}")


def for_generator(document: dict[str, Any]) -> dict[str, Any]:
    """Return a copy that says what it says where the generator looks for it.

    The generator reads the description of a parameter from its schema only, knows `example` but not
    `examples`, and nothing of units; it keeps the line ends of a text.
    """
    copy: dict[str, Any] = json.loads(json.dumps(document))
    _adapt(copy)
    return copy


def _adapt(node: Any) -> None:
    if isinstance(node, list):
        for item in node:
            _adapt(item)
    if not isinstance(node, dict):
        return
    schema = node.get("schema")
    if "in" in node and isinstance(schema, dict) and isinstance(node.get("description"), str):
        schema.setdefault("description", node["description"])
    if isinstance(node.get("description"), str):
        node["description"] = _flowing(node["description"])
    unit = node.get("x-unit")
    if isinstance(unit, str):
        node["description"] = f"{node.get('description', '')} Unit: {unit}.".strip()
    known = node.get("x-known-values")
    if isinstance(known, list):
        words = ", ".join(f"`{one}`" if one else "an empty text" for one in known)
        node["description"] = f"{node.get('description', '')} Known: {words}.".strip()
    examples = node.get("examples")
    if isinstance(examples, list) and examples and "type" in node:
        node.setdefault("example", _shown(examples[0]))
    for child in node.values():
        _adapt(child)


def _flowing(text: str) -> str:
    """Return a text without the line ends of its source; tables and lists keep theirs."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(
        one if re.search(r"^\s*([|*-]|\d+\.)", one, re.MULTILINE) else re.sub(r"\s*\n\s*", " ", one)
        for one in paragraphs
    )


def _shown(example: Any) -> Any:
    """Return an example as documentation shows it: in full if it fits in a line or two."""
    text = example if isinstance(example, str) else json.dumps(example, ensure_ascii=False)
    short = re.sub(r"\s+", " ", text)
    return short if len(short) <= 160 else None
