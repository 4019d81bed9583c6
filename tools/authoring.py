"""Write the classes and functions that experiments are written with.

Their parameters, types and documentation follow from the contract's schemas; `spec/authoring.yaml`
only says which classes there are and what is given by position.
"""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "spec" / "authoring.yaml"
TARGET = "hyperstudy/models"

sys.path.insert(0, str(ROOT))

from hyperstudy import contract  # noqa: E402 - the project need not be installed
from hyperstudy.contract import schemas  # noqa: E402 - the project need not be installed

_PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}
_DEFINITION = '''"""What an experiment is written with: one class for each kind of object.

Written by `nox -s regenerate` from spec/openapi.yaml and spec/authoring.yaml: change those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from .authored import Authored, new_id
from .words import ComponentType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
'''
_FACTORIES = '''"""A function for each kind of component, with its settings as parameters.

Written by `nox -s regenerate` from spec/openapi.yaml and spec/authoring.yaml: change those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .components import component
from .words import ComponentType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .definition import FocusComponent
'''
_HOW_CLASSES_WORK = (
    "What is None is not sent, and `hyperstudy.NULL` sends null. `to_dict` gives the JSON that is "
    "sent, `from_dict` takes JSON as it is."
)
_EXTRA_OF_CLASS = "Members that the contract does not name; they are sent as they are."
_EXTRA_OF_FACTORY = (
    "Further settings. Their names are sent in camel case, their values as they are. Where one "
    "is another spelling of a parameter above, that parameter counts, with a warning."
)
_REFUSED = ["    If a value is not allowed, or cannot be said in JSON."]
_REFUSED_BY_FACTORY = [
    "    If a value cannot be said in JSON, or two spellings of a setting contradict each other.",
    "    Whether a setting may have its value, `validate_experiment(..., local=True)` tells.",
]


class Member(NamedTuple):
    """A member of an object, as a parameter and as an attribute."""

    wire: str
    python: str
    given: str
    """Type of the parameter, without None."""
    held: str
    """Type of the attribute, without None."""
    shown: str
    """Type as the docstring says it."""
    plain_text: str
    """Its meaning without what the platform assumes."""
    text: str
    required: bool
    same_as: str | None
    send_both: bool


class Writer:
    """Knows the contract and the table."""

    def __init__(self, spec: dict[str, Any], table: dict[str, Any]) -> None:
        self.spec = spec
        self.table = table
        self.classes: dict[str, str] = {schema: name for name, schema in table["models"].items()}

    def members(self, name: str) -> list[Member]:
        """Give the members of a schema in the contract's order, the needed ones first."""
        root = {"$ref": f"#/components/schemas/{name}"}
        raw: dict[str, Any] = {}
        needed: set[str] = set()
        for part in schemas.parts(self.spec, root):
            raw |= part.get("properties", {})
            needed |= set(part.get("required", ()))
        found = [self._member(wire, one, wire in needed) for wire, one in raw.items()]
        return sorted(found, key=lambda one: not one.required)

    def _member(self, wire: str, raw: dict[str, Any], required: bool) -> Member:
        raw = _without_null(raw)
        schema = schemas.resolve(self.spec, raw)
        given, held, shown = self._types(raw)
        return Member(
            wire=wire,
            python=contract.snake(wire),
            given=given,
            held=held,
            shown=shown,
            plain_text=_meaning({**schema, "x-default": None}),
            text=_meaning(schema),
            required=required,
            same_as=schema.get("x-same-as"),
            send_both=schema.get("x-send-both", False),
        )

    def _class(self, raw: dict[str, Any]) -> str | None:
        """Give the class that a schema becomes, if it becomes one."""
        while "$ref" in raw or len(raw.get("allOf", ())) == 1:
            name = str(raw.get("$ref", "")).rpartition("/")[2]
            if name in self.classes:
                return self.classes[name]
            raw = self.spec["components"]["schemas"][name] if name else raw["allOf"][0]
        return None

    def _types(self, raw: dict[str, Any]) -> tuple[str, str, str]:
        name = self._class(raw)
        if name is not None:
            return f"{name} | Mapping[str, Any]", name, f"{name} or mapping"
        schema = schemas.resolve(self.spec, raw)
        words = list(dict.fromkeys(schemas.words(self.spec, raw)))
        if words:
            listed = "{" + ", ".join(f'"{one}"' for one in words) + "}"
            return "str", "str", listed if len(words) < 8 else "str"
        if any(_is_free(one) for one in schemas.alternatives(self.spec, raw)):
            return "Any", "Any", "object"
        forms = {one for part in schemas.parts(self.spec, raw) for one in schemas.types(part)}
        if forms <= set(_PLAIN) and forms:
            kinds = [_PLAIN[one] for one in _PLAIN if one in forms]
            return " | ".join(kinds), " | ".join(kinds), " or ".join(kinds)
        if forms == {"array"}:
            return self._list_types(schema)
        if forms == {"object"}:
            return self._map_types(schema)
        return "Any", "Any", "object"

    def _list_types(self, schema: dict[str, Any]) -> tuple[str, str, str]:
        given, held, shown = self._types(schema.get("items", {}))
        return f"Sequence[{given}]", f"list[{held}]", f"sequence of {shown}"

    def _map_types(self, schema: dict[str, Any]) -> tuple[str, str, str]:
        others = schema.get("additionalProperties")
        if "properties" in schema or not isinstance(others, dict):
            return "Mapping[str, Any]", "dict[str, Any]", "mapping"
        given, held, shown = self._types(others)
        return f"Mapping[str, {given}]", f"dict[str, {held}]", f"mapping of str to {shown}"

    def description(self, name: str) -> str:
        """Give what the contract says of a schema."""
        return _sentences(self.spec["components"]["schemas"][name].get("description", ""))

    # --- classes ------------------------------------------------------------------------------

    def definition(self) -> str:
        """Write all classes."""
        texts = [self._class_text(name) for name in self.table["models"]]
        return "\n\n".join([_DEFINITION, *texts])

    def _class_text(self, name: str) -> str:
        schema: str = self.table["models"][name]
        members = self.members(schema)
        words: dict[str, str] = self.table["words"].get(name, {})
        fresh: dict[str, str] = self.table["fresh"].get(name, {})
        lines = [f"class {name}(Authored):"]
        entries = [_parameter(one, self._default_text(one, fresh)) for one in members]
        about = f"{self.description(schema)} {_HOW_CLASSES_WORK}"
        lines += _docstring(about, [*entries, ["**members", _EXTRA_OF_CLASS]], refused=_REFUSED)
        lines += ["", f'_schema = "{schema}"']
        for attribute, values in (("_fresh", fresh), ("_words", words)):
            if values:
                pairs = ", ".join(f'"{wire}": {value}' for wire, value in values.items())
                lines.append(f"{attribute}: ClassVar[Mapping[str, Any]] = {{{pairs}}}")
        lines.append("")
        for one in members:
            held = f"{words[one.wire]}" if one.wire in words else one.held
            there = one.required or one.wire in fresh
            lines.append(f"{one.python}: {held if there else f'{held} | None'}")
        signature = [self._signature(one, words.get(one.wire)) for one in members]
        lines += ["", f"def __init__(self, /, *, {', '.join(signature)}, **members: Any) -> None:"]
        pairs = ", ".join(f'"{one.python}": {one.python}' for one in members)
        lines.append(f"    self._take({{{pairs}}}, keywords=members)")
        return lines[0] + "\n" + textwrap.indent("\n".join(lines[1:]), "    ") + "\n"

    def _default_text(self, member: Member, fresh: dict[str, str]) -> str:
        made = {"dict": "Empty unless given.", "new_id": "A new one is made unless given."}
        return made.get(fresh.get(member.wire, ""), "")

    def _signature(self, member: Member, word: str | None) -> str:
        given = f"{word} | {member.given}" if word else member.given
        return f"{member.python}: {given}" + ("" if member.required else " | None = None")

    # --- functions ----------------------------------------------------------------------------

    def factories(self) -> str:
        """Write all functions."""
        enum = self.spec["components"]["schemas"]["FocusComponentType"]
        names = dict(zip(enum["enum"], enum["x-enum-varnames"], strict=True))
        missing = set(names) ^ set(self.table["factories"])
        if missing:
            raise SystemExit(f"spec/authoring.yaml: factories and contract differ in {missing}")
        texts = [self._factory_text(kind, names[kind]) for kind in self.table["factories"]]
        return "\n\n".join([_FACTORIES, *texts])

    def _factory_text(self, kind: str, enum_name: str) -> str:
        configs = self.spec["components"]["schemas"]["ComponentConfigs"]["properties"]
        schema = configs[kind]["$ref"].rpartition("/")[2]
        entry = self.table["factories"][kind]
        preset: dict[str, Any] = entry.get("preset", {})
        first = {str(one).removesuffix("?"): str(one).endswith("?") for one in entry["first"]}
        members = {one.python: one for one in self.members(schema)}
        chosen = {*first, *preset}
        spelled = {members[one].same_as for one in chosen} - {None}
        keywords = [
            one
            for one in members.values()
            if one.python not in first
            and one.wire not in spelled
            and (one.same_as is None or one.python in preset)
        ]
        parts = [
            f"{name}: {members[name].given}" + (" | None = None" if optional else "")
            for name, optional in first.items()
        ]
        parts.append("*")
        for one in keywords:
            default = repr(preset[one.python]) if one.python in preset else None
            given = one.given if default else f"{one.given} | None"
            parts.append(f"{one.python}: {given} = {default}")
        by_role = next(one for one in self.members("FocusComponent") if one.wire == "roleConfigs")
        parts += ["id: str | None = None", self._signature(by_role, None), "**settings: Any"]
        shown = [*(members[name] for name in first), *keywords]
        entries = [
            _parameter(
                self._canonical(one, members)._replace(required=not first.get(one.python, True)),
                f"{preset[one.python]} unless given." if one.python in preset else "",
            )
            for one in shown
        ]
        entries.append(
            ["id : str, optional", "Id of the component. A new one is made unless given."]
        )
        entries.append(_parameter(by_role))
        entries.append(["**settings", _EXTRA_OF_FACTORY])
        returns = [
            "",
            "Returns",
            "-------",
            "FocusComponent",
            "    For the `focus_component` of a `State`. Under the name of its type among the",
            "    `global_components` of an `Experiment`, where that type is allowed, it stays",
            "    available beside all states.",
        ]
        about = f"Make a component of type `{kind}`. {self.description(schema)}"
        lines = _docstring(about, entries, returns, refused=_REFUSED_BY_FACTORY)
        pairs = ", ".join(f'"{one.python}": {one.python}' for one in shown)
        lines.append(
            f"return component(ComponentType.{enum_name}, {{{pairs}}}, settings, id, role_configs)"
        )
        signature = f"def {enum_name.lower()}({', '.join(parts)}) -> FocusComponent:"
        return signature + "\n" + textwrap.indent("\n".join(lines), "    ") + "\n"

    def _canonical(self, member: Member, members: dict[str, Member]) -> Member:
        """Explain a spelling by the one of the component pages."""
        if member.same_as is None:
            return member
        sent = next(one for one in members.values() if one.wire == member.same_as)
        text = sent.plain_text
        if member.send_both:
            text += f" Sent as `{member.wire}` and as `{sent.wire}`: sources disagree on the name."
        return member._replace(text=text, shown=sent.shown)


def _meaning(schema: dict[str, Any]) -> str:
    """Return what a member means, with its unit, bounds and what the platform assumes."""
    text = _sentences(schema.get("description", ""))
    facts: list[str] = []
    if "x-unit" in schema:
        facts.append(f"In {schema['x-unit']}.")
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and high is not None:
        facts.append(f"From {low} to {high}.")
    elif low is not None:
        facts.append(f"At least {low}.")
    if "exclusiveMinimum" in schema:
        facts.append(f"Above {schema['exclusiveMinimum']}.")
    if "x-known-values" in schema:
        facts.append("Known: " + ", ".join(f'"{one}"' for one in schema["x-known-values"]) + ".")
    shown = schema.get("x-default")
    if shown is not None:
        shown = f'"{shown}"' if isinstance(shown, str) else shown
        facts.append(f"The platform takes {shown} when it is not sent.")
    if schema.get("x-certainty") == "inferred":
        facts.append("(Inferred.)")
    return " ".join([text, *facts]).strip()


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Give a schema without the null that it may admit: None means that nothing is sent."""
    forms = [one for one in schema.get("oneOf", ()) if one != {"type": "null"}]
    if len(forms) == 1:
        # What is referred to says more of itself than what stands beside the reference.
        beside = {name: one for name, one in schema.items() if name not in {"oneOf", "description"}}
        return {**forms[0], **beside}
    named = schemas.types(schema) - {"null"}
    return {**schema, "type": next(iter(named))} if len(named) == 1 else schema


def _is_free(schema: dict[str, Any]) -> bool:
    return not {"type", "enum", "allOf"} & schema.keys()


def _sentences(text: str) -> str:
    return " ".join(text.split()).replace("\\", "\\\\")


def _parameter(member: Member, more: str = "") -> list[str]:
    optional = "" if member.required else ", optional"
    return [f"{member.python} : {member.shown}{optional}", f"{member.text} {more}".strip()]


def _docstring(
    text: str, entries: list[list[str]], after: list[str] | None = None, *, refused: list[str]
) -> list[str]:
    first, _, rest = text.partition(". ")
    summary = first.rstrip(".") + "."
    if len(summary) > 88:
        head, colon, tail = summary.partition(": ")
        if colon:
            summary, rest = f"{head}.", f"{tail[:1].upper()}{tail[1:]} {rest}"
    lines = [f'"""{summary}', ""]
    if rest:
        lines += [*textwrap.wrap(rest, 88), ""]
    lines += ["Parameters", "----------"]
    for name, meaning in entries:
        lines += [
            name,
            *textwrap.wrap(meaning, 88, initial_indent="    ", subsequent_indent="    "),
        ]
    return [*lines, *(after or []), "", "Raises", "------", "InputError", *refused, '"""']


def render(spec: dict[str, Any]) -> dict[str, str]:
    """Give path and text of each module, formatting left to the caller."""
    writer = Writer(spec, yaml.safe_load(TABLE.read_text("utf-8")))
    return {
        f"{TARGET}/definition.py": writer.definition(),
        f"{TARGET}/factories.py": writer.factories(),
    }
