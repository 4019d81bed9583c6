"""What a named study consists of, before chance decides how its rooms went."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from hyperstudy.sandbox.study.table import Row

Fate: TypeAlias = Literal[
    "completed", "reconnected", "late", "dropped", "failed", "excluded", "declined", "active"
]
"""How a room went. `excluded` and `declined` end in the lobby, before a room exists."""

OWNER: Final[Row] = {
    "id": "user_researcher",
    "email": "researcher@lab.example",
    "name": "Robin Researcher",
    "organizationId": "org_lab",
}
"""Who runs every study of the sandbox."""

STORAGE: Final = "https://storage.hyperstudy.invalid"
"""Origin of the file addresses in older recording rows; a server puts its own storage there."""


@dataclass(frozen=True)
class Campaign:
    """A deployment: the part of the rooms that it collected, and how its server wrote them."""

    id: str
    name: str
    status: str
    legacy: bool = False
    """Written by an older server: the older of two spellings wherever there are two."""
    kind: str | None = None
    faultless: bool = False
    """Nothing went wrong in its rooms that was not planted."""


@dataclass(frozen=True)
class Agents:
    """Who plays the roles when no people do."""

    personas: Mapping[str, Row]
    """Persona by role key."""
    lines: Mapping[str, Sequence[str]]
    """What the persona of a role says in the chat."""


@dataclass(frozen=True)
class Design:
    """A study on paper."""

    name: str
    key: str
    """Short word in the ids of rooms and records."""
    experiment: Row
    """The experiment document, definition and enrichment."""
    sizes: Sequence[int]
    """Sizes of the groups, one drawn for each room."""
    roles: Sequence[str]
    """Role key by seat."""
    campaigns: Sequence[Campaign]
    """Older first. The first one of several collected a third of the rooms."""
    rooms: int
    """Rooms unless told otherwise."""
    minutes: float
    """Length of the main part unless told otherwise."""
    fates: Callable[[int, int], Sequence[Fate]]
    """What happens from one room to the next, given the room's number and how many there are."""
    crisis: str
    """State in which people drop out or the study stands right now."""
    interruption: str = ""
    """State in which a connection is lost for some seconds."""
    prolific: float = 0.0
    """Share of participants recruited through Prolific."""
    gaze_hz: int = 0
    recorded: bool = False
    lines: Sequence[str] = ()
    """What people write in the chat."""
    texts: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    """Answers to an open question, by state id or question id."""
    computed: Mapping[str, Callable[[Mapping[str, Any]], Any]] = field(
        default_factory=dict[str, Callable[[Mapping[str, Any]], Any]]
    )
    """What a code state assigns, by state id."""
    answering: Mapping[str, str] = field(default_factory=dict[str, str])
    """The role whose turn it is, by state id; elsewhere everybody answers."""
    agents: Agents | None = None
    waits_for_late: bool = True
    """Whether the others wait in the lobby for a late participant."""
    others: Sequence[Row] = ()
    """Further experiments of the same owner, without data."""

    @property
    def experiment_id(self) -> str:
        """Id of the experiment."""
        return str(self.experiment["id"])

    @property
    def states(self) -> list[Row]:
        """States in their order."""
        states: list[Row] = self.experiment["states"]
        return states

    @property
    def global_components(self) -> Mapping[str, Row]:
        """Global components by type."""
        components: Mapping[str, Row] = self.experiment.get("globalComponents", {})
        return components
