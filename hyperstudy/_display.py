"""How things look when a notebook or a terminal shows them: as text, and as escaped HTML.

No colour is set in the HTML: it takes those of the notebook, light or dark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .models import Experiment

_TABLE = "border-collapse:collapse;color:inherit;background:transparent"
_CELL = "padding:2px 10px 2px 0;text-align:left;vertical-align:top;background:transparent"
_MOST_ROWS = 20


def escape(text: str) -> str:
    """Write text so that HTML shows it as it is."""
    from html import escape as escaped  # brings a table of two thousand names

    return escaped(text)


def facts_text(title: str, facts: Sequence[tuple[str, str]]) -> str:
    """Write facts as text, one a line."""
    width = max((len(label) for label, _ in facts), default=0)
    return "\n".join([title, *(f"  {label:<{width}}  {text}" for label, text in facts)])


def facts_html(title: str, facts: Iterable[tuple[str, str]]) -> str:
    """Write facts as a table of two columns."""
    rows = "".join(
        f'<tr><th scope="row" style="{_CELL};font-weight:600">{escape(label)}</th>'
        f'<td style="{_CELL}">{escape(text)}</td></tr>'
        for label, text in facts
    )
    return f"{_opening(title)}{rows}</table>"


def table_html(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a table; of a long one the first rows, and how many more there are."""
    head = "".join(
        f'<th scope="col" style="{_CELL};font-weight:600">{escape(one)}</th>' for one in header
    )
    body = "".join(
        "<tr>" + "".join(f'<td style="{_CELL}">{escape(cell)}</td>' for cell in row) + "</tr>"
        for row in rows[:_MOST_ROWS]
    )
    more = len(rows) - _MOST_ROWS
    foot = f'<tr><td style="{_CELL}">and {more} more</td></tr>' if more > 0 else ""
    return f"{_opening(title)}<tr>{head}</tr>{body}{foot}</table>"


def _opening(title: str) -> str:
    return (
        f'<table style="{_TABLE}">'
        f'<caption style="text-align:left;color:inherit">{escape(title)}</caption>'
    )


def short_traceback(error: BaseException) -> list[str]:
    """Give the lines that a notebook shows of an error: those of its author, and what happened.

    The way through this package and the libraries below it says nothing to them, and hides the
    message behind a hundred lines.
    """
    import traceback
    from pathlib import Path

    package = str(Path(__file__).parent)
    lines: list[str] = []
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename.startswith(package):
            break
        path = Path(frame.filename)
        if "IPython" in path.parts:
            continue
        of_a_cell = any(part.startswith("ipykernel_") for part in path.parts)
        place = "line" if of_a_cell else f"{path.name}, line"
        inside = "" if frame.name == "<module>" else f", in {frame.name}"
        lines.append(f"{place} {frame.lineno}{inside}:  {frame.line or ''}".rstrip(": "))
    notes: list[str] = getattr(error, "__notes__", [])
    return [*lines, "", f"{type(error).__name__}: {error}", *notes]


class Info(dict[str, Any]):
    """What the server sent about one thing: a dict that shows itself as a small table."""

    _title: ClassVar[str] = ""
    _shown: ClassVar[Mapping[str, str]] = {}

    def to_dict(self) -> dict[str, Any]:
        """Give a plain dict of it."""
        return dict(self)

    def _rows(self) -> list[tuple[str, str]]:
        return [
            (label, str(self[name]))
            for name, label in self._shown.items()
            if self.get(name) is not None and self[name] != ""
        ]

    def __repr__(self) -> str:
        return facts_text(self._title, self._rows())

    __str__ = __repr__

    def _repr_html_(self) -> str:
        return facts_html(self._title, self._rows())


class ExperimentInfo(Info):
    """An experiment as the server sent it.

    Examples
    --------
    >>> info = ExperimentInfo({"id": "exp_7", "name": "Dyads", "roomCount": 20})
    >>> info["roomCount"]
    20
    >>> print(info)
    Experiment
      ID     exp_7
      Name   Dyads
      Rooms  20
    """

    _title = "Experiment"
    _shown: ClassVar[Mapping[str, str]] = {
        "id": "ID",
        "name": "Name",
        "description": "Description",
        "ownerEmail": "Owner",
        "roomCount": "Rooms",
        "participantCount": "Participants",
        "createdAt": "Created",
        "updatedAt": "Updated",
    }

    def definition(self) -> Experiment:
        """Give the definition alone, to be changed: without what the server adds to it.

        Returns
        -------
        Experiment
            Every other member exactly as the server sent it.
        """
        from .models import Experiment
        from .models.server_members import without_server_members

        return Experiment.from_dict(without_server_members(self))

    def _rows(self) -> list[tuple[str, str]]:
        rows = super()._rows()
        states = self.get("states")
        if isinstance(states, list):
            rows.append(("States", _outline(states)))  # pyright: ignore[reportUnknownArgumentType]
        return rows


class DeploymentInfo(Info):
    """A deployment as the server sent it."""

    _title = "Deployment"
    _shown: ClassVar[Mapping[str, str]] = {
        "id": "ID",
        "name": "Name",
        "experimentId": "Experiment",
        "type": "Type",
        "status": "Status",
        "ownerName": "Owner",
        "participantCount": "Participants",
        "maxParticipants": "At most",
        "createdAt": "Created",
        "updatedAt": "Updated",
    }


class PersonaInfo(Info):
    """A persona as the server sent it."""

    _title = "Persona"
    _shown: ClassVar[Mapping[str, str]] = {
        "id": "ID",
        "name": "Name",
        "description": "Description",
        "provider": "Provider",
        "model": "Model",
        "language": "Language",
        "visibility": "Visibility",
        "createdAt": "Created",
        "updatedAt": "Updated",
    }


def _outline(states: list[Any]) -> str:
    names = [
        str(state.get("name") or state.get("id") or "?") if isinstance(state, dict) else "?"  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
        for state in states
    ]
    shown = " → ".join(names[:8]) + (" → …" if len(names) > 8 else "")
    return f"{len(names)}: {shown}" if names else "0"
