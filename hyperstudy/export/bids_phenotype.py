"""The answers to a questionnaire as a file of BIDS' ``phenotype/``, where its form allows that."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from ..imports.optional_packages import load
from .cell_text import MISSING, escape, tsv
from .event_tables import person_column

if TYPE_CHECKING:
    from .export_report import ExportReport
    from .output_folder import OutputFolder
    from .pseudonyms import Labels
    from .redaction import Redaction

_QUESTIONNAIRE = "questionnaire.response"
_TOOL = "MeasurementToolMetadata"
_TAKEN = ("HED", _TOOL)
"""What means something else in a file of a phenotype and its sidecar."""


class Phenotype:
    """Collects answers room by room, and writes one row for each participant.

    Parameters
    ----------
    out : OutputFolder
        The dataset.
    labels : Labels
        Labels of the participants.
    redaction : Redaction
        What takes names out of answers.
    report : ExportReport
        Gets the decision if there is no file.
    """

    def __init__(
        self, out: OutputFolder, labels: Labels, redaction: Redaction, report: ExportReport
    ) -> None:
        self._out = out
        self._labels = labels
        self._redaction = redaction
        self._report = report
        self._answers: dict[str, dict[str, list[Any]]] = {}
        self._questions: dict[str, str] = {}

    def add(self, table: str, events: Any) -> None:
        """Take the answers among events of a room; None has none."""
        if events is None or "eventType" not in events.column_names:
            return
        compute = load("pyarrow.compute")
        wanted = compute.fill_null(compute.equal(events["eventType"], _QUESTIONNAIRE), False)
        found = events.filter(wanted)
        persons = person_column(found).to_pylist()
        payload = next((one for one in ("value", "data") if one in events.column_names), None)
        if payload is None:
            return
        kept = self._redaction.apply(table, found.select([payload]))
        for person, text in zip(persons, kept[payload].to_pylist(), strict=True):
            try:
                read: Any = json.loads(text) if text else None
            except ValueError:
                continue
            if person is None or not isinstance(read, dict) or "questionId" not in read:
                continue
            answered = cast("dict[str, Any]", read)
            question = str(answered["questionId"])
            if question in _TAKEN:
                question = f"question_{question}"
            self._questions.setdefault(question, str(answered.get("questionText") or question))
            answers = self._answers.setdefault(person, {})
            answers.setdefault(question, []).append(answered.get("answer"))

    def write(self) -> None:
        """Write the file, or note in the report why there is none."""
        if not self._answers:
            return
        question_ids = sorted({one for answers in self._answers.values() for one in answers})
        twice = sum(
            len(given) > 1 for answers in self._answers.values() for given in answers.values()
        )
        folded = {one.casefold() for one in question_ids}
        if twice or len(folded) < len(question_ids) or "participant_id" in folded:
            self._report.decided(
                "events",
                "value",
                "no phenotype file: it takes one answer of a person to a question; "
                "the answers stand in the events",
                max(twice, 1),
            )
            return
        rows = [
            [
                self._labels.person(person),
                *(_answer(answers[one][0]) if one in answers else MISSING for one in question_ids),
            ]
            for person, answers in self._answers.items()
        ]
        header = ["participant_id", *map(escape, question_ids)]
        self._out.text("phenotype/questionnaire.tsv", tsv([header, *sorted(rows)]))
        sidecar: dict[str, Any] = {
            _TOOL: {
                "Description": "Questionnaire at the end of the experiment. The same answers stand "
                "in the events, with their times."
            }
        }
        sidecar |= {escape(one): {"Description": self._questions[one]} for one in question_ids}
        self._out.json("phenotype/questionnaire.json", sidecar)


def _answer(value: Any) -> str:
    if value is None:
        return MISSING
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return escape(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
