"""Who took part, what the page calls them, and the measures of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..exceptions import HyperStudyError
from .agreement import Agreement, FilmCourses
from .film_ratings import film_ratings
from .participant_measures import KEY, attention, per_person
from .people_by_id import people_by_id
from .rating_gaps import RatingGaps
from .rating_measures import RatingMeasures

if TYPE_CHECKING:
    import pandas as pd

    from ..offline.reader import StudyReader
    from .rules import Rules

__all__ = ["labels", "participants", "with_ratings"]


def _known_people(study: StudyReader) -> pd.DataFrame:
    """Give who took part: those who are listed, and those of whom there are rows all the same.

    Where rows of participants are lost, these are many; otherwise, somebody may have been in a room
    before the one that is listed.
    """
    import pandas as pd

    rows: pd.DataFrame = pd.DataFrame()
    if "participants" in study.tables:
        rows = study.sql(
            """select coalesce(nullif(participantId, ''), id) as "participantId", roomId, role,
              status, coalesce(completionOutcome, completionCode) as outcome, joinedAt, completedAt
            from participants order by joinedAt, 1, roomId, id"""
        ).assign(by_id=False)
    named = people_by_id(study).assign(role=None, status=None, outcome=None, by_id=True)
    for name in ("joinedAt", "completedAt"):
        named[name] = pd.Series(pd.NaT, index=named.index, dtype="datetime64[us, UTC]")
    if rows.empty:
        return named
    there = set(zip(rows["participantId"], rows["roomId"].fillna(""), strict=True))
    listed = set(rows["participantId"])
    keys = zip(named["participantId"], named["roomId"].fillna(""), strict=True)
    unlisted = [one not in there and bool(one[1] or one[0] not in listed) for one in keys]
    # Without the columns that are empty, which would decide of the types of both.
    kept = named.loc[pd.Series(unlisted, named.index, bool), ["participantId", "roomId", "by_id"]]
    return pd.concat([rows, kept], ignore_index=True) if len(kept) else rows


def participants(study: StudyReader, rooms: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Give a row for each participant of each room, with all measures but those of ratings.

    Parameters
    ----------
    study : StudyReader
        The study without files that cannot be read.
    rooms : DataFrame
        Its rooms, for their labels and times.
    rules : Rules
        The rules, for their attention checks.
    """
    import pandas as pd

    frame = _known_people(study)
    if frame.empty and "participants" not in study.tables:
        columns = [*KEY, "label", "anchor", "outcome", "role", "status", "by_id"]
        return pd.DataFrame(columns=columns)
    _add_labels(frame, rooms)
    frame["roomId"] = frame["roomId"].fillna("").astype("str")
    for measures in (
        *per_person(study),
        attention(study, rules.attention_checks, _definition(study)),
    ):
        mine = measures.assign(roomId=measures["roomId"].fillna("").astype("str"))
        frame = _with_measures(frame, mine)
    _add_times(frame, rooms)
    for name in ("disconnections", "events_twice", "chat_messages"):
        if name in frame:
            of_room: Any = (frame["roomId"] != "") & ~frame.duplicated(KEY)
            frame.loc[of_room, name] = frame[name].fillna(0)
    return frame


def _with_measures(frame: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    """Add what was measured of each in a room.

    Who came into a room again has another row: that was measured once, and stands in the first.
    """
    merged = frame.merge(measures, on=KEY, how="left", validate="many_to_one")
    again: Any = merged.duplicated(KEY)
    for name in measures.columns:
        if name not in KEY:
            merged[name] = merged[name].mask(again)
    return merged


def _add_labels(frame: pd.DataFrame, rooms: pd.DataFrame) -> None:
    """Label people P01, P02, ... in the order in which they came, and name the room if several."""
    order = list(dict.fromkeys(frame["participantId"]))
    width = max(2, len(str(len(order))))
    known = {person: f"P{at:0{width}}" for at, person in enumerate(order, 1)}
    room_labels = dict(zip(rooms["roomId"], rooms["label"], strict=True))
    # Of no rows at all, pandas would make numbers.
    frame["person"] = frame["participantId"].map(known).astype(object)
    frame["room"] = frame["roomId"].map(room_labels).astype(object)
    twice = frame["person"].duplicated(keep=False) & frame["room"].notna()
    frame["label"] = frame["person"].where(
        ~twice, frame["person"] + " in " + frame["room"].fillna("")
    )
    again = frame.groupby(["person", "room"], dropna=False).cumcount()
    frame["label"] += [f" ({one + 1})" if one else "" for one in again]
    numbers = frame.groupby("person").cumcount()
    frame["anchor"] = [
        f"person-{person}" + (f"-{number + 1}" if number else "")
        for person, number in zip(frame["person"], numbers, strict=True)
    ]


def _add_times(frame: pd.DataFrame, rooms: pd.DataFrame) -> None:
    """Add how late each was, how long each stayed, and whether they left before the end."""
    import pandas as pd

    begun = frame["roomId"].map(dict(zip(rooms["roomId"], rooms["begun"], strict=True)))
    began = pd.to_datetime(begun, utc=True)
    late = (frame["joinedAt"] - began).dt.total_seconds()
    frame["late_s"] = late.clip(lower=0)
    length = frame["roomId"].map(dict(zip(rooms["roomId"], rooms.get("minutes", []), strict=True)))
    until_completed = (frame["completedAt"] - began).dt.total_seconds() / 60
    until_end = length.astype("float64").combine_first(until_completed)
    frame["minutes"] = (until_end - frame["late_s"].fillna(0) / 60).clip(lower=0)
    done = frame["status"].eq("completed") & frame["minutes"].gt(0)
    frame["time_against_group"] = (frame["minutes"] / frame.loc[done, "minutes"].median()).where(
        done
    )
    # Who came into the room again did not leave it before.
    last = frame["roomId"].eq("") | ~frame.duplicated(KEY, keep="last")
    left = (frame["status"].eq("disconnected") & last).astype("float64")
    frame["dropped_out"] = left.where(frame["status"].notna())


def labels(persons: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Give what the page calls each participant, by room and participant."""
    first = persons.drop_duplicates(KEY)
    return {
        (str(room), str(person)): str(label)
        for room, person, label in zip(
            first["roomId"], first["participantId"], first["label"], strict=True
        )
    }


def with_ratings(study: StudyReader, persons: pd.DataFrame) -> tuple[pd.DataFrame, list[Agreement]]:
    """Add what continuous ratings say on film time, which are read once.

    Parameters
    ----------
    study : StudyReader
        The study.
    persons : DataFrame
        The frame of `participants`.

    Returns
    -------
    persons : DataFrame
        With the measures of ratings, ``rating_agreement`` among them, and their gaps.
    agreements : list of Agreement
        Ratings over film time, film by film.
    """
    films, gaps, measures = FilmCourses(labels(persons)), RatingGaps(), RatingMeasures()
    for one in film_ratings(study):
        films.add(one)
        gaps.add(one)
        measures.add(one)
    agreements = films.agreements()
    _add_agreement(persons, agreements)
    measured = _with_measures(persons, measures.frame())
    return _with_measures(measured, gaps.frame()), agreements


def _add_agreement(persons: pd.DataFrame, agreements: list[Agreement]) -> None:
    values: dict[str, list[float]] = {}
    for film in agreements:
        for label, value in film.with_others.items():
            if value is not None:
                values.setdefault(label, []).append(value)
    means = {label: sum(those) / len(those) for label, those in values.items()}
    persons["rating_agreement"] = persons["label"].map(means).astype("float64")


def _definition(study: StudyReader) -> dict[str, Any]:
    try:
        return study.get_experiment_config()
    except HyperStudyError:
        # Its file is damaged, which is a finding of its own.
        return {}
