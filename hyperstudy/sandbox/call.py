"""What passes between the server and a handler: the checked request, and the answer's content."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

if TYPE_CHECKING:
    from datetime import datetime

    from .contract_operations import Operation
    from .faults import Fault
    from .keys import Key

__all__ = ["Answer", "Call", "Page"]

Row = Mapping[str, Any]


@frozen
class Call:
    """A request that the contract allows."""

    operation: Operation
    parameters: Mapping[str, Any]
    """Path and query, checked, with defaults; None where nothing is set."""
    body: Any
    caller: Key | None
    now: datetime
    link_to: Callable[[str, int | None], str]
    """Makes an address on the storage port from a path and a lifetime in seconds."""
    faults: tuple[Fault, ...] = ()

    @property
    def key(self) -> Key:
        """The caller, for operations that need a key."""
        if self.caller is None:
            raise LookupError(f"{self.operation.id} needs no key, so there is no caller")
        return self.caller

    def fault(self, name: str) -> Fault | None:
        """Find a fault of this kind among those that the request meets."""
        return next((each for each in self.faults if each.kind.name == name), None)

    def __getitem__(self, name: str) -> Any:
        """Read a parameter of the path or the query; None where the operation has no such one."""
        return self.parameters.get(name)


@frozen
class Page:
    """Which part of how many rows an answer holds."""

    total: int
    limit: int
    offset: int


@frozen
class Answer:
    """What a handler answers; the envelope around it is made elsewhere."""

    data: Any
    metadata: Mapping[str, Any] = field(factory=dict[str, Any])
    page: Page | None = None
    bare: bool = False
    """No envelope at all: data are the bytes of the body."""
    headers: Mapping[str, str] = field(factory=dict[str, str])

    @classmethod
    def rows(
        cls, rows: Sequence[Row], metadata: Mapping[str, Any], page: Page | None = None
    ) -> Answer:
        """Answer with a list of records."""
        return cls(list(rows), metadata, page)
