"""What the server sent about one thing, as a dict that shows itself as a small table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from ..display.summaries import facts_html, facts_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..models import Experiment


class Info(dict[str, Any]):
    """What the server sent about one thing: a dict that shows itself as a small table."""

    _title: ClassVar[str] = ""
    _displayed: ClassVar[Mapping[str, str]] = {}

    def __getattr__(self, name: str) -> Any:
        hint = f"; it is a dict: [{name!r}] gives it" if name in self else ""
        message = f"{type(self).__name__!r} object has no attribute {name!r}{hint}"
        raise AttributeError(message, name=name)

    def to_dict(self) -> dict[str, Any]:
        """Give a plain dict of it."""
        return dict(self)

    def _rows(self) -> list[tuple[str, str]]:
        return [
            (label, str(self[name]))
            for name, label in self._displayed.items()
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
    _displayed: ClassVar[Mapping[str, str]] = {
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
        from ..models import Experiment
        from ..models.server_members import without_server_members

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
    _displayed: ClassVar[Mapping[str, str]] = {
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
    _displayed: ClassVar[Mapping[str, str]] = {
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
