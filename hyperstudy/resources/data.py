"""The data of experiments, rooms and participants: what is more than one list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Literal, TypedDict, TypeVar, overload

from .. import validation
from ..display.notices import IncompleteDataWarning, keeping, warn_caller
from ..exact_json import is_list
from ..exceptions import HyperStudyError, InputError
from ..lists.report import FetchReport
from ..lists.results import OUTPUTS, convert, warn_of_findings
from . import all_data
from .data_methods import DataMethods

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from ..lists.fetch import Fetcher
    from ..lists.report import Rows

Frame = TypeVar("Frame")


class Variables(TypedDict, Generic[Frame]):
    """The shared variables of a room over time, see `HyperStudy.get_variables`."""

    writes: Frame
    timeline: Frame
    variable_names: list[str]
    matrix_columns: list[str]
    dropped_writes: list[dict[str, Any]]
    mode: str | None


class Data(DataMethods):
    """Data methods that answer with several frames, or with none."""

    _fetcher: Fetcher

    @overload
    def get_variables(
        self, room_id: str, *, output: Literal["pandas"] = "pandas"
    ) -> Variables[pd.DataFrame]: ...

    @overload
    def get_variables(
        self, room_id: str, *, output: Literal["polars"]
    ) -> Variables[pl.DataFrame]: ...

    @overload
    def get_variables(self, room_id: str, *, output: Literal["arrow"]) -> Variables[pa.Table]: ...

    @overload
    def get_variables(self, room_id: str, *, output: Literal["dict"]) -> Variables[Rows]: ...

    @overload
    def get_variables(self, room_id: str, *, output: str) -> Variables[Any]: ...

    def get_variables(self, room_id: str, *, output: str = "pandas") -> Variables[Any]:
        """Fetch the shared variables of a room: each write, and their values state by state.

        Parameters
        ----------
        room_id : str
            Id of the room.
        output : {"pandas", "polars", "arrow", "dict"}, optional
            Kind of the two frames.

        Returns
        -------
        dict
            ``writes``: frame with one row for each assignment in the order of time, whether it
            came from an initial constant, a participant or an agent (``source``).
            ``timeline``: frame with one row for each state, holding every variable as it was.
            ``variable_names``, ``matrix_columns``: the variables, and the columns of the
            timeline, in order. ``dropped_writes``: writes that the server refused, each with
            its reason; a warning tells when there are any. ``mode``: how the server
            reconstructed them (observed).

        Raises
        ------
        InputError
            If the id or the output is not allowed; no request is made.
        HyperStudyError
            If the server refuses or cannot be reached.
        """
        output = validation.choice("output", output, OUTPUTS)
        values = {"room_id": room_id}
        rows, metadata, report = self._fetcher.whole_list("get_variables", values, "variables")
        report.what = f"variables of room {room_id}"
        timeline, dropped = _list_at("timeline", metadata), _list_at("droppedWrites", metadata)
        states = FetchReport(
            what=f"variables timeline of room {room_id}",
            received=len(timeline),
            pages=1,
            server_warnings=list(report.server_warnings),
        )
        found = Variables(
            writes=convert(rows, "variables", output, report),
            timeline=convert(timeline, "variables_timeline", output, states),
            variable_names=metadata.get("variableNames") or [],
            matrix_columns=metadata.get("matrixColumns") or [],
            dropped_writes=dropped,
            mode=metadata.get("mode"),
        )
        with keeping(found):
            if dropped:
                warn_caller(
                    f"variables of room {room_id}: the server refused {len(dropped)} writes, so "
                    "that the timeline can lack values; see `dropped_writes`.",
                    IncompleteDataWarning,
                )
            warn_of_findings(report)
            if states.findings():
                warn_of_findings(states)
        return found

    def get_counts(self, participant_id: str, room_id: str) -> dict[str, Any]:
        """Ask how many records of each type a participant has in a room.

        Parameters
        ----------
        participant_id : str
            Id of the participant.
        room_id : str
            Id of the room; the API needs it (observed).

        Returns
        -------
        dict
            ``participantId``, ``roomId``, ``counts`` (type name to number) and ``hasData`` (type
            name to truth value). Text chat is called ``textchat`` here (observed).

        Raises
        ------
        InputError
            If an id is not allowed; no request is made.
        HyperStudyError
            If the server refuses or cannot be reached.
        """
        values = {"participant_id": participant_id, "room_id": room_id}
        return self._fetcher.one("get_counts", values).one()

    @overload
    def get_all_data(
        self,
        participant_id: str | Iterable[str],
        *,
        room_id: str,
        output: Literal["pandas"] = "pandas",
    ) -> dict[str, pd.DataFrame]: ...

    @overload
    def get_all_data(
        self, participant_id: str | Iterable[str], *, room_id: str, output: Literal["polars"]
    ) -> dict[str, pl.DataFrame]: ...

    @overload
    def get_all_data(
        self, participant_id: str | Iterable[str], *, room_id: str, output: Literal["arrow"]
    ) -> dict[str, pa.Table]: ...

    @overload
    def get_all_data(
        self, participant_id: str | Iterable[str], *, room_id: str, output: Literal["dict"]
    ) -> dict[str, Rows]: ...

    @overload
    def get_all_data(
        self, participant_id: str | Iterable[str], *, room_id: str, output: str
    ) -> dict[str, Any]: ...

    def get_all_data(
        self, participant_id: str | Iterable[str], *, room_id: str, output: str = "pandas"
    ) -> dict[str, Any]:
        """Fetch everything that there is of one participant, or of several, in one room.

        No list is fetched twice: `questionnaire`, `instructions` and `consent` are parts of
        `events`, and asked for alone only where that list holds none of them. Several
        participants take as many requests as the room has lists, however many
        they are; for a few of a very large room, asking for one after the other can be less.

        Parameters
        ----------
        participant_id : str or iterable of str
            Id of the participant. With several ids each frame holds the rows of all of them, in
            the server's order; ``participantId`` (``senderId`` for chat) tells whose a row is.
        room_id : str
            Id of the room.
        output : {"pandas", "polars", "arrow", "dict"}, optional
            Kind of the frames.

        Returns
        -------
        dict of str to frame
            ``events``, ``recordings``, ``chat``, ``videochat``, ``sync``,
            ``ratings_continuous``, ``ratings_sparse``, ``components``, ``eyetracking``,
            ``questionnaire``, ``instructions``, ``consent`` and ``agent_decisions``.

        Raises
        ------
        InputError
            If an id or the output is not allowed; no request is made.
        HyperStudyError
            If one of the lists cannot be fetched. The others are in the error's `partial`, by
            the same names.

        Examples
        --------
        >>> everything = hs.get_all_data("user_1", room_id="room_31")  # doctest: +SKIP
        >>> people = hs.get_participants("room_31", scope="room")["id"]  # doctest: +SKIP
        >>> everything = hs.get_all_data(people, room_id="room_31")  # doctest: +SKIP
        """
        output = validation.choice("output", output, OUTPUTS)
        people: tuple[str, ...] | None = None
        if isinstance(participant_id, str):
            queries = all_data.lists(room_id, participant_id)
        else:
            people = _people(participant_id)
            queries = all_data.lists(validation.identifier("room_id", room_id))
        return all_data.fetch(self._fetcher, queries, output, people)


def _list_at(member: str, metadata: dict[str, Any]) -> list[Any]:
    """Give a list that stands beside the data of an answer; null is one without members."""
    found: Any = metadata.get(member)
    if found is not None and not is_list(found):
        raise HyperStudyError(
            f"a {type(found).__name__} came where the list `{member}` belongs", "UNEXPECTED_ANSWER"
        )
    return found or []


def _people(given: Any) -> tuple[str, ...]:
    try:
        found = tuple(dict.fromkeys(given))
    except TypeError:
        found = (given,)
    if not found:
        raise InputError("participant_id is empty: give at least one id.")
    return tuple(validation.identifier("participant_id", one) for one in found)
