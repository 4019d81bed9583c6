"""Write the high-level methods that answer with a frame.

Each has one overload for each kind of result, and a docstring with every parameter. Both follow
from the contract and `spec/surface.yaml`, so they are said there once and written here.
"""

from __future__ import annotations

import ast
import keyword
import re
import textwrap
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
SURFACE = ROOT / "spec" / "surface.yaml"
TARGET = "hyperstudy/resources"
RECORDS = "hyperstudy/contract/records.py"

_PAGING = ("limit", "offset")
_TYPES = {"integer": "int", "number": "float", "boolean": "bool"}
_TIMES = ("date-time", "iso-8601")
_OUTPUTS = (
    ('Literal["pandas"] = "pandas"', "pd.DataFrame"),
    ('Literal["polars"]', "pl.DataFrame"),
    ('Literal["arrow"]', "pa.Table"),
    ('Literal["dict"]', "Rows"),
    ("str", "Any"),
)
_SOURCE = '''"""{about}

Written by `nox -s regenerate` from spec/openapi.yaml and spec/surface.yaml: change those. The
types that follow `output` stand beside it, in the stub.
"""

from __future__ import annotations

from typing import Any

from ..lists.query import Query
{moment}{checks}

class {name}:
    """{about}"""

    def _frame(self, query: Query, output: str, progress: bool) -> Any:
        raise NotImplementedError
'''
_CHECKS = "from ..validation import choice as check_choice\n"
_MOMENT = "from ..validation import Moment\n"
_STUB = """# Written by `nox -s regenerate` from spec/: change openapi.yaml or surface.yaml there.

from typing import Any, Literal, overload

import pandas as pd
import polars as pl
import pyarrow as pa

from ..lists.query import Query
from ..lists.report import Rows
{moment}
class {name}:
    def _frame(self, query: Query, output: str, progress: bool) -> Any: ...
"""
_RETURNS = """Returns
-------
pandas.DataFrame, polars.DataFrame, pyarrow.Table or Rows
    One row for each record, with the columns of
    `describe("{table}")` even when there are no rows.
    `fetch_report(result)` tells whether everything came.

Raises
------
InputError
    If a value is not allowed; no request is made.
HyperStudyError
    If the server refuses or cannot be reached; its subclasses say why."""
_TAIL_DOCS = {
    "limit": "How many rows at most; None for all. Small pages of the server are followed.",
    "offset": "How many rows to skip.",
    "output": (
        'Kind of the result: `"pandas"`, `"polars"`, `"arrow"`, or `"dict"` for the rows exactly '
        "as the server sent them."
    ),
    "progress": "Show a bar while several pages are read, where somebody watches.",
}


def snake(name: str) -> str:
    """Give the python name of a parameter."""
    text = re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()
    return f"{text}_" if keyword.iskeyword(text) else text


def known_tables() -> frozenset[str]:
    """Give the tables whose rows the package knows how to find, without importing it."""
    tree = ast.parse((ROOT / RECORDS).read_text("utf-8"))
    (found,) = (
        node.value
        for node in tree.body
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "ROWS" and node.value
    )
    return frozenset(ast.literal_eval(found))


class _Method:
    """One method: its parameters, in order, with type, default and documentation."""

    def __init__(self, name: str, entry: dict[str, Any], spec: dict[str, Any], left_out: set[str]):
        self.name = name
        self.entry = entry
        self.spec = spec
        self.choose: dict[str, list[str]] = entry.get("choose", {})
        self.fixed: dict[str, Any] = entry.get("fixed", {})
        self.where: dict[str, str] = entry.get("where", {})
        self.operation = self._operation()
        self._check_tables()
        parameters = [self._resolve(one) for one in self.operation["parameters"]]
        self.wire = {snake(one["name"]): one for one in parameters if one["in"] != "header"}
        self.paged = set(_PAGING) <= set(self.wire)
        self.first = self._first(parameters)
        hidden = {snake(one) for one in left_out} | {snake(one) for one in self.fixed}
        hidden |= set(self.first) | {snake(one) for one in self._renamed()}
        if self.paged:
            hidden |= set(_PAGING)
        self.keywords = [*self.choose, *(one for one in self.wire if one not in hidden)]
        self.keywords = list(dict.fromkeys(self.keywords)) + list(self.where)

    def _resolve(self, node: dict[str, Any]) -> dict[str, Any]:
        # `allOf` around one schema is how a default stands beside a reference.
        while "$ref" in node or len(node.get("allOf", ())) == 1:
            held = "$ref" if "$ref" in node else "allOf"
            target: Any = self.spec if held == "$ref" else node[held][0]
            parts = node[held].removeprefix("#/").split("/") if held == "$ref" else ()
            for part in parts:
                target = target[part]
            node = {**target, **{key: value for key, value in node.items() if key != held}}
        return node

    def _operation(self) -> dict[str, Any]:
        wanted = self.entry["operation"].format(
            **{name: values[0] for name, values in self.choose.items()}
        )
        for path in self.spec["paths"].values():
            for method in path.values():
                if isinstance(method, dict) and method.get("operationId") == wanted:
                    shared = path.get("parameters", [])
                    return {**method, "parameters": [*shared, *method.get("parameters", [])]}
        raise SystemExit(f"spec/surface.yaml: {self.name} names no operation ({wanted}).")

    def _check_tables(self) -> None:
        names = [self.entry["table"]]
        for chosen, words in self.choose.items():
            names = [one.replace(f"{{{chosen}}}", word) for one in names for word in words]
        unknown = sorted(set(names) - known_tables())
        if unknown:
            raise SystemExit(
                f"spec/surface.yaml: {self.name} has the table {', '.join(unknown)}, of which "
                f"{RECORDS} does not say where its rows stand: add it to ROWS there."
            )

    def _renamed(self) -> list[str]:
        names: list[str] = []
        for wire in self.entry.get("first", {}).values():
            names += [wire] if isinstance(wire, str) else wire
        return names

    def _first(self, parameters: list[dict[str, Any]]) -> list[str]:
        given = self.entry.get("first")
        if given:
            return list(given)
        path = [snake(one["name"]) for one in parameters if one["in"] == "path"]
        return [one for one in path if one != "scope" and one not in self.choose]

    # --- what is written ---------------------------------------------------------------------

    def annotation(self, name: str) -> tuple[str, str]:
        """Give type and default of a keyword."""
        if name in self.choose:
            return "str", f'"{self.choose[name][0]}"'
        if name in self.where:
            return "str | None", "None"
        parameter = self.wire[name]
        schema = self._resolve(parameter["schema"])
        if parameter["in"] == "path":
            return "str", f'"{schema["enum"][0]}"'
        if schema.get("type") == "boolean" and schema.get("default") is False:
            return "bool", "False"
        kind = _TYPES.get(schema.get("type", ""), "str")
        if schema.get("format") in _TIMES:
            kind = "Moment"
        return f"{kind} | None", "None"

    def documentation(self, name: str) -> tuple[str, str]:
        """Give type and text of a parameter as the docstring shows them."""
        if name in self.choose:
            words = ", ".join(f'"{one}"' for one in self.choose[name])
            return f"{{{words}}}", "Which of these." if name != "scope" else "What the id names."
        if name in self.where:
            return "str, optional", f"Keep only rows of this `{self.where[name]}`."
        if name in self.entry.get("first", {}):
            names = " or ".join(f"`{one}`" for one in self._renamed())
            return "str", f"Id of what is asked for ({names})."
        parameter = self.wire[name]
        schema = self._resolve(parameter["schema"])
        shown = "str" if name in self.first else self.annotation(name)[0].removesuffix(" | None")
        if shown == "Moment":
            shown = "str, date, datetime or pandas.Timestamp"
        text = " ".join(parameter.get("description", "").split())
        if name == "end_time":
            text += " A day without a time of day is included as a whole, in UTC."
        forms = [schema, *(self._resolve(form) for form in schema.get("anyOf", ()))]
        words = [word for form in forms for word in form.get("enum", ()) if word is not None]
        if len(words) > 4:
            text += f" Known: {', '.join(f'`{one}`' for one in words)}."
        elif words:
            shown = "{" + ", ".join(f'"{one}"' for one in words) + "}"
        if name not in self.first:
            shown += ", optional"
        for one in self.wire.values():
            text = text.replace(f"`{one['name']}`", f"`{snake(one['name'])}`")
        certainty = parameter.get("x-certainty")
        return shown, text + (f" ({certainty.capitalize()}.)" if certainty == "inferred" else "")

    def docstring(self) -> str:
        """Write the whole docstring."""
        summary = self.operation["summary"].rstrip(".")
        if self.fixed or self.choose:
            summary = self.entry["about"].split(". ")[0].split(": ")[0].rstrip(".")
        about = self.entry["about"]
        blocks = [_one_line(f"{summary}."), ""]
        if about.rstrip(".") != summary:
            blocks += [*textwrap.wrap(about, 88), ""]
        scopes = {
            f"`{scope}`": None
            for way in self.operation.get("security", [])
            for names in way.values()
            for scope in names
        }
        if scopes:
            needs = " or ".join(scopes)
            certainty = self.operation.get("x-certainty", "")
            blocks += [f"The key needs the scope {needs}. The route is {certainty}.", ""]
        blocks += ["Parameters", "----------"]
        for name in [*self.first, *self.keywords]:
            blocks += _entry(name, *self.documentation(name))
        if self.paged:
            blocks += _entry("limit", "int or None, optional", _TAIL_DOCS["limit"])
            blocks += _entry("offset", "int, optional", _TAIL_DOCS["offset"])
        blocks += _entry(
            "output", '{"pandas", "polars", "arrow", "dict"}, optional', _TAIL_DOCS["output"]
        )
        if self.paged:
            blocks += _entry("progress", "bool, optional", _TAIL_DOCS["progress"])
        table = self.entry["table"]
        for name, words in self.choose.items():
            table = table.replace(f"{{{name}}}", words[0])
        blocks += ["", *_RETURNS.format(table=table).splitlines()]
        return "\n".join(blocks)

    def signature(self, output: str, *, defaults: bool) -> str:
        """Write the parameters, with `output` of the given type."""
        parts = ["self", *(f"{one}: str" for one in self.first), "*"]
        for name in self.keywords:
            kind, default = self.annotation(name)
            parts.append(f"{name}: {kind} = {default if defaults else '...'}")
        if self.paged:
            parts.append(f"limit: int | None = {'None' if defaults else '...'}")
            parts.append(f"offset: int = {'0' if defaults else '...'}")
        parts.append(f"output: {output}")
        if self.paged:
            parts.append(f"progress: bool = {'True' if defaults else '...'}")
        return ", ".join(parts)

    def body(self) -> str:
        """Write the call that the method is."""
        rename = {}
        for python, wire in self.entry.get("first", {}).items():
            rename[python] = wire if isinstance(wire, str) else None
        values: list[str] = []
        for name in [*self.first, *self.keywords]:
            if name in self.where or (name in self.choose and name not in self.wire):
                continue
            values.append(f'"{self._key(name)}": {name}')
        operation = self._chosen("operation")
        table = self._chosen("table")
        parts = [operation, table, "{" + ", ".join(values) + "}"]
        if self.paged:
            parts += ["limit=limit", "offset=offset"]
        if self.fixed:
            choices: list[dict[str, Any]] = [{}]
            for wire, given in self.fixed.items():
                options = given if isinstance(given, list) else [given]
                choices = [{**one, snake(wire): value} for one in choices for value in options]
            parts.append(f"fixed={tuple(choices)!r}")
        if self.name != self.entry["operation"] and "{" not in self.entry["operation"]:
            parts.append(f"thing={self.name.partition('_')[2]!r}")
        if "starts_with" in self.entry:
            parts.append(f"starts_with={self.entry['starts_with']!r}")
        if self.where:
            inner = ", ".join(f'"{wire}": {name}' for name, wire in self.where.items())
            parts.append(f"where={{{inner}}}")
        progress = "progress" if self.paged else "False"
        checks = "".join(
            f"        {name} = check_choice({name!r}, {name}, {tuple(words)!r})\n"
            for name, words in self.choose.items()
            if name not in self.wire
        )
        return f"{checks}        return self._frame(Query({', '.join(parts)}), output, {progress})"

    def _key(self, name: str) -> str:
        wire = self.entry.get("first", {}).get(name)
        if wire is None:
            return name
        # Where the operation is chosen by the scope, its one id has another name in each.
        return snake(wire) if isinstance(wire, str) else "*"

    def _chosen(self, key: str) -> str:
        text = self.entry[key]
        return f'f"{text}"' if "{" in text else f'"{text}"'

    def stub(self) -> str:
        """Write the overloads, one for each kind of result."""
        lines: list[str] = []
        for output, result in _OUTPUTS:
            lines.append("    @overload")
            signature = self.signature(output, defaults=False)
            lines.append(f"    def {self.name}({signature}) -> {result}: ...")
        return "\n".join(lines)

    def source(self) -> str:
        """Write the method itself."""
        signature = self.signature('str = "pandas"', defaults=True)
        documentation = textwrap.indent(f'"""{self.docstring()}\n"""', " " * 8)
        return f"    def {self.name}({signature}) -> Any:\n{documentation}\n{self.body()}"


def _one_line(text: str) -> str:
    return textwrap.shorten(text, 88, placeholder=" ...")


def _entry(name: str, kind: str, text: str) -> list[str]:
    indent = " " * 4
    wrapped = textwrap.wrap(text, 84, initial_indent=indent, subsequent_indent=indent)
    return [f"{name} : {kind}", *wrapped]


def render(spec: dict[str, Any]) -> dict[str, str]:
    """Give path and text of each module and of its stub, formatting left to the caller."""
    surface = yaml.safe_load(SURFACE.read_text("utf-8"))
    left_out = set(surface.pop("leave_out"))
    files: dict[str, str] = {}
    for module, group in surface.items():
        methods = [_Method(name, entry, spec, left_out) for name, entry in group["methods"].items()]
        source = "\n\n".join(one.source() for one in methods)
        stub = "\n".join(one.stub() for one in methods)
        names = {
            "name": group["class"],
            "about": group["about"],
            "checks": _CHECKS if "check_choice(" in source else "",
            "moment": _MOMENT if ": Moment" in source else "",
        }
        files[f"{TARGET}/{module}.py"] = f"{_SOURCE.format(**names)}\n{source}\n"
        files[f"{TARGET}/{module}.pyi"] = f"{_STUB.format(**names)}\n{stub}\n"
    return files
