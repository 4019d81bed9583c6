"""Questions that one thing answers, or one whole answer: a decision, counts, shared variables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import exact_json
from ..contract import COUNTED
from ..display.notices import IncompleteDataWarning, keeping, warn_caller
from ..exceptions import NotFoundError
from ..lists.query import build_request
from ..study import layout, per_item_tables, tables
from ..transport.envelope import Envelope
from .query_engine import not_pulled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..lists.query import Request
    from .query_engine import QueryEngine


class SingleObjects:
    """What the files of a study answer to such questions.

    Parameters
    ----------
    answers : QueryEngine
        Answers the questions that ask for rows.
    """

    def __init__(self, answers: QueryEngine) -> None:
        self._answers = answers
        self._manifest = answers.manifest
        experiment = str(self._manifest.experiment["id"])
        kept = [tables.table(name, experiment) for name in tables.ANSWERS]
        self._kept = {one.query.operation: one for one in kept}
        self._tables = {name: tables.table(name, experiment) for name in COUNTED.values()}
        self._ways: Mapping[str, Callable[[Request], Envelope]] = {
            "get_agent_decision": self._decision,
            "get_counts": self._counts,
            **dict.fromkeys(layout.DOCUMENTS, self._document),
            **dict.fromkeys(self._kept, self._whole),
        }

    def envelope(self, request: Request) -> Envelope | None:
        """Answer as the server did or would; None if the question is for rows of a list.

        Raises
        ------
        NotFoundError
            If the study has no such thing.
        HyperStudyError
            If what it takes was not pulled.
        """
        way = self._ways.get(request.operation.operation_id)
        return None if way is None else way(request)

    def _document(self, request: Request) -> Envelope:
        self._answers.check_experiment(request.keywords["experiment_id"])
        file = layout.DOCUMENTS[request.operation.operation_id]
        if file not in self._manifest.documents:
            raise not_pulled(file.partition(".")[0], self._manifest.tables)
        found = exact_json.loads((self._answers.folder / file).read_bytes())
        return Envelope(found, {}, (), request.what)

    def _whole(self, request: Request) -> Envelope:
        of = self._kept[request.operation.operation_id]
        (about,) = (one for one in request.operation.parameters if one.location == "path")
        wanted = request.keywords[about.python_name]
        room = wanted if of.in_rooms else None
        rows = self._answers.rows_where(of.name, room, {about.name: wanted})
        if not rows:
            raise _nothing(request)
        data, metadata = per_item_tables.answer_of(of, rows[0])
        return Envelope(data, metadata, tuple(self._answers.entry(of).warnings), request.what)

    def _decision(self, request: Request) -> Envelope:
        """Find a decision among those with all details, which have one member more (observed)."""
        members = {"id": request.keywords["decision_id"], "_type": "decision"}
        rows = self._answers.rows_where(
            "agent_decisions_detail", request.keywords["room_id"], members
        )
        if not rows:
            raise _nothing(request)
        row = {name: value for name, value in rows[0].items() if name != "_type"}
        return Envelope(row, {}, (), request.what)

    def _counts(self, request: Request) -> Envelope:
        person, room = request.keywords["participant_id"], request.keywords["room_id"]
        if "participants" in self._manifest.tables and not self._answers.rows_where(
            "participants", room, {"id": person}
        ):
            raise _nothing(request)
        here = {name: table for name, table in COUNTED.items() if table in self._manifest.tables}
        of = {"scope": "participant", "scope_id": person, "room_id": room}
        counts: dict[str, Any] = {
            name: len(self._answers.select(build_request(self._tables[table].query.operation, of)))
            for name, table in here.items()
        }
        found = {
            "participantId": person,
            "roomId": room,
            "counts": counts,
            "hasData": {name: count > 0 for name, count in counts.items()},
        }
        if len(here) < len(COUNTED):
            lacking = ", ".join(table for name, table in COUNTED.items() if name not in here)
            with keeping(found):
                warn_caller(
                    f"{request.what}: not pulled, and not counted: {lacking}.",
                    IncompleteDataWarning,
                )
        return Envelope(found, {}, (), request.what)


def _nothing(request: Request) -> NotFoundError:
    return NotFoundError(f"this study has no {request.what}", "NOT_FOUND")
