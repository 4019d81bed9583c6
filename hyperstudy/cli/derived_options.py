"""Options and help of a command, from the signature and docstring of the method that it calls."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_NOT_OPTIONS = {"self", "output", "progress"}
_SAMPLE_IDS = {
    "scope_id": "exp_7",
    "experiment_id": "exp_7",
    "deployment_id": "dep_3",
    "room_id": "room_31",
    "participant_id": "user_12",
    "persona_id": "persona_5",
    "decision_id": "agent_r1_p1_3",
}


class _Described(NamedTuple):
    """What a docstring says of a parameter."""

    words: tuple[str, ...]
    meaning: str


def name_of(method: str) -> str:
    """Give the word for what a method fetches: ``agent-runs`` for ``get_agent_runs``."""
    return re.sub("^(get|list)_", "", method).replace("_", "-")


def first_line(method: Callable[..., Any]) -> str:
    """Give the first line of what documents a method."""
    return (inspect.getdoc(method) or "").partition("\n")[0]


def derive(
    run: Callable[..., None],
    method: Callable[..., Any],
    words: str,
    own: Iterable[inspect.Parameter],
    endings: Iterable[str],
) -> Callable[..., None]:
    """Give a function the parameters and the help of a command.

    The first parameter of the method is the command's argument, all others are options.

    Parameters
    ----------
    run : function
        What the command does, with what was given by keyword.
    method : function
        The method of the client that it calls.
    words : str
        The words that the command is called with, for its examples.
    own : iterable of inspect.Parameter
        Options of the command that are none of the method.
    endings : iterable of str
        What makes an example each when it stands behind the ids.

    Returns
    -------
    function
        `run` itself.
    """
    documentation = inspect.getdoc(method) or ""
    described = _parameters(documentation)
    parameters: list[inspect.Parameter] = []
    sample = words
    for name, parameter in inspect.signature(method).parameters.items():
        if name in _NOT_OPTIONS:
            continue
        documented = described.get(name, _Described((), ""))
        needed = parameter.default is parameter.empty
        if not needed and documented.words == (parameter.default,):
            continue  # there is nothing to choose
        if needed and not parameters:
            sample += f" {_SAMPLE_IDS[name]}"
            shown = typer.Argument(help=documented.meaning, metavar=name.upper())
            annotation: Any = Annotated[str, shown]
        else:
            if needed:
                sample += f" {_flags(name)[0]} {_SAMPLE_IDS[name]}"
            annotation = _option(name, parameter, documented)
        parameters.append(parameter.replace(kind=parameter.KEYWORD_ONLY, annotation=annotation))
    parameters += own
    about = documentation.partition("\nParameters\n")[0].partition("\nReturns\n")[0]
    examples = "".join(f"  hyperstudy {sample}{ending}\n" for ending in endings)
    run.__doc__ = f"{about.replace('`', '').strip()}\n\n\b\nExamples:\n{examples}"
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # pyright: ignore[reportFunctionMemberAccess]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    return run


def _flags(name: str) -> tuple[str, ...]:
    """Give the spellings of an option: what takes an id goes without saying so, too."""
    flag = f"--{name.replace('_', '-')}"
    return (flag.removesuffix("-id"), flag) if flag.endswith("-id") else (flag,)


def _option(name: str, parameter: inspect.Parameter, documented: _Described) -> Any:
    flags = _flags(name)
    if isinstance(parameter.default, bool):
        return Annotated[
            bool, typer.Option(f"{flags[0]}/--no-{flags[0][2:]}", help=documented.meaning)
        ]
    words = documented.words
    shown: dict[str, Any] = {"metavar": "|".join(words)} if words else {}
    kind: Any = int if "int" in str(parameter.annotation) else str
    if parameter.default is None:
        kind = kind | None
    return Annotated[
        kind,
        typer.Option(*flags, help=documented.meaning, autocompletion=lambda: list(words), **shown),
    ]


def _parameters(documentation: str) -> dict[str, _Described]:
    """Read the section on parameters of a docstring in NumPy style."""
    section = re.search(r"^Parameters\n-+\n(.*?)(?=^\w+\n-+\n|\Z)", documentation, re.M | re.S)
    entries = section[1] if section else ""
    found: dict[str, _Described] = {}
    for entry in re.finditer(r"^(\S.*?) : (.*)\n((?:(?: .*)?\n)*)", entries, re.M):
        words = re.search(r"{(.*)}", entry[2])
        meaning = " ".join(entry[3].split()).replace("`", "")
        named = tuple(re.findall(r'"(.*?)"', words[1])) if words else ()
        for name in entry[1].split(", "):
            found[name] = _Described(named, meaning)
    return found
