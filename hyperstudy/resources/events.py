"""Recording events: any number, in batches, each one accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import define, field

from .. import validation
from ..display.notices import keeping, warn_caller
from ..exceptions import (
    AuthenticationError,
    ForbiddenError,
    HyperStudyError,
    IncompleteDataError,
    InputError,
    RateLimitError,
)

if TYPE_CHECKING:
    from ..lists.fetch import Fetcher

_SURELY_NOT_TAKEN = (AuthenticationError, ForbiddenError, RateLimitError, InputError)


@define(repr=False)
class RecordedEvents:
    """What became of each event, by its position in what was given, from 0.

    Attributes
    ----------
    recorded : list of int
        Events that the server recorded.
    refused : dict of int to str
        Events of batches that the server refused as a whole (status 4xx), with what it said.
    unsure : list of int
        Events that were sent without the server saying that all of them were recorded: its
        answer was lost, was none that can be understood, or told another number. Look for them
        with `get_events` before you send them again, or they may be there twice.
    not_sent : list of int
        Events that were not sent, since one error concerned all of them.
    """

    recorded: list[int] = field(factory=list[int])
    refused: dict[int, str] = field(factory=dict[int, str])
    unsure: list[int] = field(factory=list[int])
    not_sent: list[int] = field(factory=list[int])

    @property
    def complete(self) -> bool:
        """Whether every event was recorded."""
        return not (self.refused or self.unsure or self.not_sent)

    def __str__(self) -> str:
        total = len(self.recorded) + len(self.refused) + len(self.unsure) + len(self.not_sent)
        parts = [f"{len(self.recorded)} of {total} events recorded"]
        for name, positions in (
            ("refused", list(self.refused)),
            ("unsure", self.unsure),
            ("not sent", self.not_sent),
        ):
            if positions:
                parts.append(f"{len(positions)} {name} ({_ranges(positions)})")
        return ", ".join(parts)

    def __repr__(self) -> str:
        return f"<RecordedEvents: {self}>"


class Events:
    """What can be done with events beside reading them."""

    _fetcher: Fetcher

    def record_events(self, events: Iterable[Mapping[str, Any]]) -> RecordedEvents:
        """Record events, such as markers of your own analysis or of a device.

        They are sent in as many requests as are needed. The body of the route is not published;
        the members follow the storage model (inferred). Nor is the answer: one that says success
        and no number is taken to mean that the whole batch was recorded, with a warning. The key
        needs the scope `write:events`.

        Parameters
        ----------
        events : iterable of mapping
            Each with ``experiment_id`` and ``event_type``, and where it applies ``category``,
            ``room_id``, ``participant_id``, ``component_id``, ``timestamp`` (text, datetime;
            the server's time if left out), ``value`` or ``data`` (anything) and ``context``
            (``state_id``, ``role``). Names may be spelled as the API does, too.

        Returns
        -------
        RecordedEvents
            Every event was recorded if no error was raised.

        Raises
        ------
        InputError
            If an event lacks something or cannot be sent; the message names its position, and
            nothing is sent.
        HyperStudyError
            If the server did not record all of them. The error's `partial` is a
            `RecordedEvents` that tells which.
        """
        prepared = [_prepared(position, event) for position, event in enumerate(_listed(events))]
        report = RecordedEvents()
        failure: HyperStudyError | None = None
        uncounted = 0
        size = _batch_size()
        for start in range(0, len(prepared), size):
            positions = list(range(start, min(start + size, len(prepared))))
            try:
                confirmed = self._record(prepared[start : start + size])
            except HyperStudyError as error:
                failure = failure or error
                if _refused_alone(error):
                    report.refused |= dict.fromkeys(positions, error.message)
                    continue
                was_refused = isinstance(error, _SURELY_NOT_TAKEN)
                (report.not_sent if was_refused else report.unsure).extend(positions)
                report.not_sent += range(positions[-1] + 1, len(prepared))
                break
            uncounted += len(positions) if confirmed is None else 0
            (report.recorded if confirmed in (None, len(positions)) else report.unsure).extend(
                positions
            )
        if uncounted:
            with keeping(report):
                warn_caller(
                    f"The server said success for {uncounted} events, not how many of them it "
                    "recorded; all are taken as recorded. `get_events` shows which are there."
                )
        if report.complete:
            return report
        failure = failure or _unsure()
        failure.partial = report
        failure.hint = " ".join(
            filter(None, [f"{report}; see the error's `partial`.", failure.hint])
        )
        raise failure

    def _record(self, batch: Sequence[Mapping[str, Any]]) -> object:
        """Send a batch and give the number that the server says it recorded, None if none."""
        answer = self._fetcher.one("record_events", {}, body={"events": list(batch)})
        rows = answer.rows()
        first = rows[0] if rows else {}
        confirmed = first.get("recorded")
        if confirmed is None and answer.bare and first.get("status") != "success":
            raise HyperStudyError(
                "the answer does not say whether the events were recorded",
                "UNEXPECTED_ANSWER",
                request=answer.request,
            )
        return confirmed


def _refused_alone(error: HyperStudyError) -> bool:
    """Return whether the server said no to this batch, and may say yes to another."""
    status = error.status_code
    refused = status is not None and 400 <= status < 500
    return refused and not isinstance(error, _SURELY_NOT_TAKEN)


def _unsure() -> HyperStudyError:
    return IncompleteDataError(
        "the server recorded another number of events than it was sent, and did not say which"
    )


def _listed(events: object) -> Iterable[Any]:
    if hasattr(events, "columns"):
        raise InputError(
            "A frame is no list of events.",
            hint="Give its rows as dicts: to_dict('records') of pandas, to_dicts() of Polars.",
        )
    if isinstance(events, Mapping | str) or not isinstance(events, Iterable):
        raise InputError("Give a list of events, each a dict; for a single event a list of one.")
    return events  # pyright: ignore[reportUnknownVariableType]


def _prepared(position: int, event: object) -> dict[str, Any]:
    from ..models import camelize_wire
    from ..models.faults import refuse_faulty

    path = f"events[{position}]"
    if not isinstance(event, Mapping):
        raise InputError(f"{path} is a {type(event).__name__}; an event is a dict.")
    members: dict[str, Any] = camelize_wire(event, "NewEvent", path)
    if members.get("timestamp") is not None:
        members["timestamp"] = validation.moment(f"{path}.timestamp", members["timestamp"])[1]
    refuse_faulty(members, "NewEvent", path)
    return members


def _batch_size() -> int:
    from .. import contract

    batch = contract.document()["components"]["schemas"]["EventBatch"]
    return int(batch["properties"]["events"]["maxItems"])


def _ranges(positions: Sequence[int]) -> str:
    """Write positions as ranges: ``0-99, 200``."""
    ranges: list[list[int]] = []
    for one in positions:
        if ranges and one == ranges[-1][1] + 1:
            ranges[-1][1] = one
        else:
            ranges.append([one, one])
    return ", ".join(f"{low}-{high}" if low != high else str(low) for low, high in ranges)
