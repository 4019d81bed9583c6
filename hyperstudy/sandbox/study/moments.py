"""Instants as whole milliseconds since 1970, and how the service writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_FIRST_DAY, _LAST_DAY, _EPOCH = (day.toordinal() for day in (date.min, date.max, date(1970, 1, 1)))


@lru_cache(maxsize=512)
def _day(number: int) -> str:
    # A moment close to either end of the calendar can be beyond it once it is in UTC.
    return date.fromordinal(max(_FIRST_DAY, min(number + _EPOCH, _LAST_DAY))).isoformat()


def iso(instant: int) -> str:
    """Write an instant in ISO 8601, UTC.

    An instant on the full second comes without a fraction, every other one with three digits: both
    forms are met in one list of the service (observed).
    """
    days, rest = divmod(instant, DAY)
    seconds, millis = divmod(rest, SECOND)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    clock = f"{_day(days)}T{hour:02}:{minute:02}:{second:02}"
    return f"{clock}.{millis:03}Z" if millis else f"{clock}Z"


def instant_of(text: str) -> int:
    """Read an ISO 8601 time; without an offset it is taken as UTC, and z is as good as Z.

    Raises
    ------
    ValueError
        If the text is not an ISO 8601 time.
    """
    moment = datetime.fromisoformat(text.upper())
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return round(moment.timestamp() * SECOND)


def next_appointment(instant: int) -> int:
    """Find when a lab would invite the next group: a full quarter of an hour, on a weekday.

    The lab opens at nine and invites nobody after seventeen o'clock (UTC).
    """
    quarter = 15 * MINUTE
    at = -(-instant // quarter) * quarter
    day, time = divmod(at, DAY)
    if time > 17 * HOUR:
        day, time = day + 1, 9 * HOUR
    elif time < 9 * HOUR:
        time = 9 * HOUR
    weekday = (day + 3) % 7
    if weekday >= 5:
        day, time = day + 7 - weekday, 9 * HOUR
    return day * DAY + time
