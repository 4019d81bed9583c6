"""Experiments in files: YAML that a person can read and compare, or JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..exact_json import dumps
from ..exceptions import InputError
from ..files import atomic
from .definition import Experiment
from .json_values import number, plain

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

    from .authored import Authored

_YAML = frozenset({".yaml", ".yml"})


def load_experiment(path: str | os.PathLike[str]) -> Experiment:
    """Read an experiment from a file.

    Parameters
    ----------
    path : str or path
        A YAML (``.yaml``, ``.yml``) or JSON file with a definition, or with what
        `export_experiment` gives; of that the definition is taken.

    Returns
    -------
    Experiment
        Exactly what the file says: `save_experiment` writes the same again.

    Raises
    ------
    InputError
        If it is no such file; the message says what is wrong, and on which line where that is
        known.
    ImportError
        If it is YAML and PyYAML is missing.
    """
    file = Path(path)
    read = _read_yaml if file.suffix.lower() in _YAML else _read_json
    try:
        return _experiment(file, read(file))
    except RecursionError:
        raise InputError(f"{file} is nested more deeply than can be read.") from None


def save_experiment(experiment: Authored | Mapping[str, Any], path: str | os.PathLike[str]) -> Path:
    """Write an experiment to a file, whole or not at all.

    Parameters
    ----------
    experiment : Experiment or mapping
        The definition, as it is; what `export_experiment` gives can be written, too.
    path : str or path
        The file. YAML if its name ends with ``.yaml`` or ``.yml``, else JSON.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    InputError
        If something in it cannot be said in JSON.
    ImportError
        If it shall be YAML and PyYAML is missing.
    """
    file = Path(path)
    write = _yaml_bytes if file.suffix.lower() in _YAML else _json_bytes
    content = write(plain(experiment))
    file.parent.mkdir(parents=True, exist_ok=True)
    atomic.write(file, content)
    return file


def _experiment(file: Path, content: Any) -> Experiment:
    if isinstance(content, Mapping) and "name" not in content:
        content = content.get("experiment", content)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    if not isinstance(content, Mapping):
        raise InputError(f"{file}: there is no experiment in it, which would be an object.")
    return Experiment.from_dict(content)  # pyright: ignore[reportUnknownArgumentType]


def _json_bytes(content: Any) -> bytes:
    return dumps(content, indent=2) + b"\n"


def _read_json(file: Path) -> Any:
    try:
        return json.loads(
            file.read_text(encoding="utf-8-sig"),
            object_pairs_hook=_once(lambda key: InputError(f"{file}: {key!r} stands there twice.")),
            parse_constant=_no_number(file),
            parse_int=_number(file),
            parse_float=_number(file),
        )
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{file} is not JSON: {error}.") from None


def _once(error: Callable[[str], Exception]) -> Callable[[list[tuple[str, Any]]], dict[str, Any]]:
    def make(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key, value in pairs:
            if key in made:
                raise error(key)
            made[key] = value
        return made

    return make


def _no_number(file: Path) -> Callable[[str], Any]:
    def refuse(word: str) -> Any:
        raise InputError(f"{file}: {word} is no number that JSON knows.")

    return refuse


def _number(file: Path) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        try:
            return number(text)
        except ValueError as error:
            raise InputError(f"{file}: {error}.") from None

    return read


def _yaml() -> Any:
    try:
        from . import json_yaml
    except ImportError as error:
        raise ImportError(
            "Experiments in YAML need PyYAML: pip install 'hyperstudy[yaml]'. JSON needs nothing."
        ) from error
    return json_yaml


def _yaml_bytes(content: Any) -> bytes:
    return str(_yaml().dumps(content)).encode()


def _read_yaml(file: Path) -> Any:
    return _yaml().load(file)
