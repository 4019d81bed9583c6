"""JSON values as YAML: the same values come back, whatever they are.

PyYAML reads YAML 1.1, where ``no`` is false, ``12:30`` is 750 and a day is a date. In the names and
texts of an experiment that would be a change nobody asked for, so that here, as in JSON, everything
is text but ``true``, ``false``, ``null`` and plain numbers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from ..exceptions import InputError
from .json_values import number

if TYPE_CHECKING:
    from pathlib import Path

_WORDS = {
    "tag:yaml.org,2002:null": (re.compile(r"null|~|"), ["n", "~", ""]),
    "tag:yaml.org,2002:bool": (re.compile(r"true|false"), list("tf")),
    "tag:yaml.org,2002:int": (re.compile(r"-?(0|[1-9][0-9]*)"), list("-0123456789")),
    "tag:yaml.org,2002:float": (
        re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?"),
        list("-0123456789"),
    ),
}


# Line ends that YAML makes plain ones, and signs that nobody sees: written as escapes.
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\xa0\u2028\u2029\ufeff]")


class _Loader(yaml.SafeLoader):
    """Reads JSON values only; names are always text, and none stands twice."""

    yaml_implicit_resolvers: Any = {}  # noqa: RUF012 - a class attribute of PyYAML

    def construct_mapping(self, node: Any, deep: bool = True) -> dict[Any, Any]:
        made: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise _fault(key_node, "a name must be text")
            key = str(key_node.value)
            if key == "<<" and key_node.style is None:
                raise _fault(key_node, "<< is not understood here; write the members out")
            if key in made:
                raise _fault(key_node, f"{key!r} stands there twice")
            made[key] = self.construct_object(value_node, deep=deep)  # pyright: ignore[reportUnknownMemberType]
        return made


def _fault(node: Any, what: str) -> yaml.YAMLError:
    return yaml.constructor.ConstructorError(None, None, what, node.start_mark)


def _number(loader: Any, node: Any) -> Any:
    text = str(loader.construct_scalar(node))
    try:
        return number(text)
    except ValueError as error:
        raise _fault(node, str(error)) from None


for _tag in ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float"):
    _Loader.add_constructor(_tag, _number)


class _Dumper(yaml.SafeDumper):
    """Writes long texts as blocks, lists set off, and nothing as a reference."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - PyYAML calls it so
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)


def _text(dumper: Any, text: str) -> Any:
    style = "|" if "\n" in text.rstrip("\n") else None
    if _ODD.search(text):
        style = '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _float(dumper: Any, number: float) -> Any:
    return dumper.represent_scalar("tag:yaml.org,2002:float", repr(number))


for _tag, (_pattern, _starts) in _WORDS.items():
    # The writer keeps the words of YAML 1.1 besides, and quotes texts that look like either.
    for _side in (_Loader, _Dumper):
        _side.add_implicit_resolver(  # pyright: ignore[reportUnknownMemberType]
            _tag, re.compile(f"^(?:{_pattern.pattern})$"), _starts
        )
_Dumper.add_representer(str, _text)
_Dumper.add_representer(float, _float)


def dumps(content: Any) -> str:
    """Write JSON values as YAML."""
    written: Any = yaml.dump(  # pyright: ignore[reportUnknownMemberType]
        content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100
    )
    return str(written)


def load(file: Path) -> Any:
    """Read JSON values from a YAML file.

    Raises
    ------
    InputError
        If it is not YAML, or says more than JSON can; the message names the line.
    """
    try:
        return yaml.load(file.read_text(encoding="utf-8-sig"), Loader=_Loader)  # noqa: S506 - a safe one
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"{file} is not an experiment in YAML: {error}") from None
