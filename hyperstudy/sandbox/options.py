"""What a sandbox can be started with: every number is looked at before a port is taken."""

from __future__ import annotations

from typing import Any

from hyperstudy.exceptions import InputError
from hyperstudy.validation import number, short_repr, whole_number

__all__ = ["check_options"]

_DAY = 86_400
_WEEK = 7 * _DAY
"""Longer lifetimes cannot be signed, at the service's storage neither."""


def check_options(
    *,
    rooms: Any,
    minutes: Any,
    ports: dict[str, Any],
    rate_limits: Any,
    page_limit: Any,
    latency: Any,
    link_lifetime: Any,
    agent_pace: Any,
) -> None:
    """Look at the options of `hyperstudy.sandbox.start`.

    Raises
    ------
    InputError
        Naming the first that makes no sense, and what it may be.
    """
    if rooms is not None:
        whole_number("rooms", rooms, 1)
    if minutes is not None:
        number("minutes", minutes)
    for name, port in ports.items():
        whole_number(name, port, 0, 65_535)
    if not isinstance(rate_limits, bool):
        _check_rate_limits(rate_limits)
    if page_limit is not None:
        whole_number("page_limit", page_limit, 1)
    number("latency", latency, 0, _DAY)
    whole_number("link_lifetime", link_lifetime, 1, _WEEK)
    number("agent_pace", agent_pace, 0, _DAY)


def _check_rate_limits(rate_limits: Any) -> None:
    try:
        per_endpoint, per_key = rate_limits
    except (TypeError, ValueError):
        raise InputError(
            f"rate_limits={short_repr(rate_limits)} is neither True nor False nor two numbers. "
            "Give requests per minute and endpoint, and per hour and key, such as (100, 1000)."
        ) from None
    whole_number("rate_limits[0]", per_endpoint, 1)
    whole_number("rate_limits[1]", per_key, 1)
