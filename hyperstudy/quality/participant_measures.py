"""Measures of each participant, taken from the tables of a study by SQL.

Tables with steady samples may have a hundred million rows: only their sums are brought into
memory.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, cast

from ..study.tables import KEPT_APART

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from ..offline.reader import StudyReader
    from .rules import AttentionCheck

__all__ = ["KEY", "attention", "per_person", "state_times"]

KEY: Final = ["roomId", "participantId"]
_EVENTS: Final = (
    "(select *, coalesce(nullif(roomId, ''), nullif(sessionId, '')) as room from events)"
)

_QUERIES: Final[dict[str, tuple[str, str]]] = {
    "comprehension": (
        "events",
        f"""
        with attempts as (
          select room, participantId, json_extract_string(value, '$.pageIndex') as page,
            bool_or(eventType = 'instructions.comprehension_passed'
                    or json_extract_string(value, '$.passed') = 'true') as passed,
            max(try_cast(json_extract_string(value, '$.attemptNumber') as integer)) as tried
          from {_EVENTS} where eventType like 'instructions.comprehension%' group by all)
        select room as "roomId", participantId, sum(tried) as comprehension_attempts,
          count(*) filter (not passed) as comprehension_failed from attempts group by all""",
    ),
    "twice": (
        "events",
        f"""
        with compared as (
          select room, participantId, onset - lag(onset) over (
            partition by room, participantId, category, eventType, stateId, componentId, content,
              response, value order by onset, id) as since
          from {_EVENTS} where participantId is not null and eventType is not null)
        select room as "roomId", participantId,
          count(*) filter (since <= 50) as events_twice from compared group by all""",
    ),
    "disconnections": (
        "events",
        f"""
        select room as "roomId", participantId, count(*) as disconnections from {_EVENTS}
        where category = 'system' and content like 'Participant disconnected%' group by all""",
    ),
    "answers": (
        "components",
        """
        select roomId, participantId, count(responseTime) as answers,
          median(responseTime) as answer_median_ms,
          avg((responseTime < 200)::int) as answers_share_below_200ms
        from components where responseTime is not null group by all""",
    ),
    "scales": (
        "ratings_sparse",
        """
        select roomId, participantId, count(*) as scales_asked,
          avg((value is null)::int) as scales_share_unanswered
        from ratings_sparse group by all""",
    ),
    "gaze": (
        "eyetracking",
        """
        with sampled as (
          select roomId, participantId, (gazeX is not null and gazeY is not null)::int as valid,
            onset from eyetracking)
        select roomId, participantId, count(*) as gaze_samples, avg(valid) as gaze_share_valid
        from sampled group by all""",
    ),
    "gaze_rate": (
        "eyetracking",
        # Ten seconds are enough for the rate, and an hour would need sorting.
        """
        with begun as (
          select roomId, participantId, min(onset) as onset_0 from eyetracking group by all),
        steps as (
          select e.roomId, e.participantId, e.onset - lag(e.onset) over (
            partition by e.roomId, e.participantId order by e.onset) as since
          from eyetracking e join begun f using (roomId, participantId)
          where e.onset < f.onset_0 + 10000)
        select roomId, participantId, 1000 / nullif(median(since), 0) as gaze_hz
        from steps group by all""",
    ),
    "sync": (
        "sync",
        """
        select roomId, participantId, count(timeDrift) as sync_samples,
          median(abs(timeDrift)) as sync_median_ms,
          avg((abs(timeDrift) > 100)::int) as sync_share_above_100ms,
          regr_slope(timeDrift, onset order by onset, timeDrift) * 60000 as sync_drift_ms_per_min,
          median(latency) as sync_lag_ms
        from sync group by all""",
    ),
    "chat": (
        "chat",
        """
        select roomId, coalesce(participantId, senderId) as "participantId",
          count(*) as chat_messages, sum(length(content)) as chat_characters
        from chat group by all""",
    ),
}
"""By name: the table that it needs, and the question."""


def _asked(study: StudyReader, query: str) -> pd.DataFrame:
    """Ask the study; events that the server keeps apart count as events."""
    apart = [one for one in KEPT_APART if one in study.tables]
    if apart:
        together = " union all by name ".join(f"select * from {one}" for one in ("events", *apart))
        query = query.replace(_EVENTS, _EVENTS.replace("from events", f"from ({together})"))
    frame: pd.DataFrame = study.sql(query)
    return frame


def per_person(study: StudyReader) -> list[pd.DataFrame]:
    """Ask for the measures of each participant, in several frames with the columns of `KEY`."""
    return [
        _asked(study, query if table == "events" else _without_empty_rooms(table, query))
        for table, query in _QUERIES.values()
        if table in study.tables
    ]  # fmt: skip


def _without_empty_rooms(table: str, query: str) -> str:
    """Let a query take rooms without a name for none: rows of both kinds are of one person."""
    # Older versions of DuckDB take the bare name for the one that is being made.
    named = f"{table} as (select * replace (nullif(roomId, '') as roomId) from main.{table})"
    own = query.strip()
    more = own.removeprefix("with ")
    return f"with {named}, {more}" if more != own else f"with {named} {own}"


def state_times(study: StudyReader) -> pd.DataFrame:
    """Measure how long each participant was in each state, with the median of all beside it.

    Returns
    -------
    pandas.DataFrame
        roomId, participantId, stateId, state, begun_s (onset), seconds, group_median_s.
    """
    if "events" not in study.tables:
        import pandas as pd

        return pd.DataFrame(
            columns=[*KEY, "stateId", "state", "begun_s", "seconds", "group_median_s"]
        )
    frame = _asked(
        study,
        f"""
        with entered as (
          select room, participantId, stateId, stateName, onset, eventType,
            lead(onset) over (
              partition by room, participantId order by onset, id, eventType, stateId,
                stateName) as until
          from {_EVENTS} where participantId is not null and onset is not null and
            (eventType = 'state.enter' or eventType in ('experiment.completed',
             'experiment.exited', 'experiment.error', 'experiment.timeout')))
        select room as "roomId", participantId, stateId,
          coalesce(stateName, stateId, 'state without a name') as state,
          sum(until - onset order by onset, until) / 1000 as seconds, min(onset) / 1000 as begun_s
        from entered where eventType = 'state.enter' group by all
        order by room, participantId, begun_s, stateId, state
        """,
    )
    frame["group_median_s"] = frame.groupby("stateId")["seconds"].transform("median")
    return frame


def attention(
    study: StudyReader, checks: Sequence[AttentionCheck], definition: Mapping[str, Any]
) -> pd.DataFrame:
    """Count the attention checks that were not passed.

    Parameters
    ----------
    study : StudyReader
        The study.
    checks : sequence of AttentionCheck
        What counts as one.
    definition : mapping
        The experiment, which knows the scales; without it, no answer on a scale is judged.

    Returns
    -------
    pandas.DataFrame
        roomId, participantId, attention_failed: only of those who were asked.
    """
    import pandas as pd

    failed: dict[tuple[str, str], int] = {}
    scales = _scales(definition)
    for check in checks:
        if check.at_least_share is not None and not definition:
            continue
        for room, person, answer in _answers(study, check):
            low, high = scales.get(check.question or check.state or "", (0.0, 1.0))
            passed = _passes(check, answer, low, high)
            failed[room, person] = failed.get((room, person), 0) + (not passed)
    rows = [(room, person, count) for (room, person), count in failed.items()]
    return pd.DataFrame(rows, columns=[*KEY, "attention_failed"])


def _answers(study: StudyReader, check: AttentionCheck) -> list[tuple[str, str, Any]]:
    if check.question is not None and "events" in study.tables:
        rows = _asked(
            study,
            f"""select room, participantId, json_extract(value, '$.answer') as answer,
              json_extract_string(value, '$.questionId') as question from {_EVENTS}
            where eventType = 'questionnaire.response' and participantId is not null""",
        )
        rows = rows[rows["question"] == check.question]
    elif check.state is not None and "components" in study.tables:
        rows = study.sql(
            """select roomId as room, participantId, stateId, response as answer from components
            where response is not null"""
        )
        rows = rows[rows["stateId"] == check.state]
    else:
        return []
    return [
        (str(room), str(person), _plain(answer))
        for room, person, answer in zip(
            rows["room"], rows["participantId"], rows["answer"], strict=True
        )
    ]


def _plain(answer: Any) -> Any:
    value: Any = json.loads(answer) if isinstance(answer, str) else answer
    if isinstance(value, dict):
        members = cast("dict[str, Any]", value)
        for name in ("value", "selectedValue", "answer", "text"):
            if name in members:
                return members[name]
    return cast("Any", value)


def _passes(check: AttentionCheck, answer: Any, low: float, high: float) -> bool:
    if check.at_least_share is None:
        return bool(answer == check.equals)
    if isinstance(answer, bool) or not isinstance(answer, (int, float)):
        return False
    return high > low and (answer - low) / (high - low) >= check.at_least_share


def _scales(definition: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    """Find the ends of the scale of each question and state."""
    found: dict[str, tuple[float, float]] = {}
    read: Any = definition
    questionnaire: Any = read.get("postExperimentQuestionnaire") or {}
    pages = cast("list[Any]", questionnaire.get("pages") or [])
    questions = [one for page in pages for one in cast("list[Any]", page.get("questions") or [])]
    states = cast("list[Any]", read.get("states") or [])
    configs: list[tuple[Any, Any]] = [(one.get("id"), one.get("config") or {}) for one in questions]
    configs += [
        (one.get("id"), cast("Any", one.get("focusComponent") or {}).get("config") or {})
        for one in states
    ]
    for identity, config in configs:
        low = config.get("min", config.get("minValue", 1 if "scale" in config else 0))
        high = config.get("max", config.get("maxValue", config.get("scale", 100)))
        try:
            found[str(identity)] = float(low), float(high)
        except (TypeError, ValueError):
            continue
    return found
