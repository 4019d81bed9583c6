"""A report on the quality of a study's data: findings, facts and rules, for people and machines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from ..display.summaries import lines_html, representation
from .findings import grouped
from .participant_measures import KEY
from .people_by_id import tables_with_people

if TYPE_CHECKING:
    from pathlib import Path

    from ..offline.reader import StudyReader
    from .comparison import Comparison
    from .measuring import Quality

__all__ = ["Report", "facts_of", "file_entries"]


@frozen(eq=False, repr=False)
class Report:
    """A report on the quality of a study's data.

    Attributes
    ----------
    quality : Quality
        The frames and findings behind it.
    path : Path or None
        The page, if one was written.
    comparison : Comparison or None
        What is different from an earlier report.
    """

    quality: Quality
    facts: dict[str, Any]
    made: str
    path: Path | None = None
    comparison: Comparison | None = None

    @property
    def passed(self) -> bool:
        """No rule of level "must" marks anything."""
        return self.quality.passed

    def to_dict(self) -> dict[str, Any]:
        """Give findings, facts and rules as plain JSON values; no name and no id of a person."""
        compared = self.comparison
        return {
            "made": self.made,
            "study": self.facts,
            "passed": self.passed,
            "findings": [one.to_dict() for one in self.quality.findings],
            "files": file_entries(self.quality.files),
            "rules": {
                one.name: {"title": one.title, "level": one.level, "of": one.of,
                           "measure": one.measure, "below": one.below, "above": one.above}
                for one in self.quality.rules.rules
            },
            "since": None if compared is None else {
                "made": compared.made, "new": compared.new, "gone": compared.gone,
                "counts": {name: list(both) for name, both in compared.counts.items()},
            },
        }  # fmt: skip

    def __str__(self) -> str:
        groups = grouped(self.quality.findings, self.quality.rules)
        lines = [
            f"{group.rule.level:6} {group.rule.title}: "
            + ", ".join(one.subject for one in group.findings)
            for group in groups
        ]
        facts = self.facts
        ended = "" if facts["finished"] is None else f", {facts['finished']} finished"
        head = (
            f"{facts['experiment']}: {facts['rooms']} rooms, {facts['participants']} participants"
            f"{ended}; {len(self.quality.findings)} findings"
        )
        return "\n".join([*[facts["notice"]] * bool(facts["notice"]), head, *lines])

    def __repr__(self) -> str:
        return representation(self)

    def _repr_html_(self) -> str:
        return lines_html(str(self), good=self.passed)


def facts_of(study: StudyReader, quality: Quality) -> dict[str, Any]:
    """Count what the head of a report says: who came, who finished, what is complete.

    How people ended is None where rows of participants are lost; ``notice`` says so.
    """
    persons, tables = quality.participants, quality.tables
    came = persons[persons["roomId"] != ""] if not persons.empty else persons
    done = came["status"].eq("completed") & came["outcome"].isin(
        ["SUCCESS", "COMPLETED_NO_CODE", "COMPLETED"]
    )
    # Who came into a room again has several rows: they finished if one says so, and otherwise the
    # last one counts.
    ended = came.assign(done=done).groupby(KEY)["done"].transform("max") if len(came) else done
    last = came[~came.duplicated(KEY, keep="last")] if len(came) else came
    status = last["status"].mask(ended.reindex(last.index).astype(bool))
    pulled = study.pulled_at
    promised = tables["rows_promised"].fillna(tables["rows"]).sum()
    of_people = _notice(study, quality)
    ends = {
        "finished": int(ended.reindex(last.index).sum()),
        "running": int(status.eq("active").sum()),
        "left": int(status.eq("disconnected").sum()),
        "before_a_room": len(persons) - len(came),
    }
    return {
        "experiment": study.experiment_id,
        "name": study.manifest.experiment.get("name") or study.experiment_id,
        "pulled": None if pulled is None else pulled.isoformat(timespec="seconds"),
        "notice": " ".join(one for one in (_notice_of_rooms(study, quality), of_people) if one),
        "rooms": len(quality.rooms),
        "people": int(persons["participantId"].nunique()) if not persons.empty else 0,
        "participants": len(last),
        **(dict.fromkeys(ends) if _lacks_people(study, quality) else ends),
        "rows": int(tables["rows"].sum()),
        "promised": int(promised),
        "file_problems": len(quality.files),
        "rows_unreadable": int(tables["rows_unreadable"].sum()),
    }


def _notice_of_rooms(study: StudyReader, quality: Quality) -> str:
    """Return which rooms are known only by rows of other tables, and why; empty if none are."""
    refused = "rooms" in study.manifest.refused
    by_id: Any = quality.rooms["by_id"]
    count = int(by_id.astype(bool).sum())
    of_all = f"{count} of {len(quality.rooms)} rooms here are"
    unknown = (
        "When they began is taken from events; how long they took, and how they ended, is not "
        "known."
    )
    if refused or "rooms" in quality.unread:
        why = "were refused by the server" if refused else "cannot be read"
        only = "known only by their ids in other tables"
        return f"The rows of rooms {why}: {of_all} {only}. {unknown}"
    if count:
        return f"{of_all} not in the list of rooms: rows of other tables name them. {unknown}"
    return ""


def _lacks_people(study: StudyReader, quality: Quality) -> bool:
    return "participants" in study.manifest.refused or "participants" in quality.unread


def _notice(study: StudyReader, quality: Quality) -> str:
    """Return who is known only by rows of other tables, and why; empty if nobody is."""
    refused = "participants" in study.manifest.refused
    lost = _lacks_people(study, quality)
    why = "were refused by the server" if refused else "cannot be read"
    persons = quality.participants
    if persons.empty:
        gone = f"The rows of participants {why}, so that nobody knows who took part."
        return gone if lost else ""
    by_id: Any = persons["by_id"]
    count = int(persons.loc[by_id.astype(bool), "participantId"].nunique())
    if not lost and not count:
        return ""
    unread = set(quality.unread)
    listed = ", ".join(
        one.replace("_", " ") for one in tables_with_people(study) if one not in unread
    )
    if not lost:
        return (
            f"{count} of {persons['participantId'].nunique()} people here are not in the list of "
            "participants, or not in each of their rooms: rows of other tables name them "
            f"({listed})."
        )
    return (
        f"The rows of participants {why}: {count} of {persons['participantId'].nunique()} people "
        f"here are known only by their ids in other tables ({listed}). Who had no rows there is "
        "missing; their roles, and how many finished or left, are not known."
    )


def file_entries(files: Any) -> list[dict[str, Any]]:
    """Give the files that are not as they should be as plain JSON values."""
    columns = ["path", "table", "rows", "problem", "advice"]
    rows = files[columns].itertuples(index=False)
    return [
        {"path": path, "table": table if isinstance(table, str) else None, "rows": int(count),
         "problem": problem, "advice": advice}
        for path, table, count, problem, advice in rows
    ]  # fmt: skip
