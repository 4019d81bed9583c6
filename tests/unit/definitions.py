"""Definitions as a server may have them, for property tests."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import strategies as st

NAMES = st.text(max_size=12) | st.sampled_from(
    ["required_participants", "requiredParticipants", "durationMs", "top_k", "type", "config", "0"]
)
NUMBERS = st.integers(-(2**70), 2**70) | st.floats(allow_nan=False, allow_infinity=False)
LEAVES = st.none() | st.booleans() | NUMBERS | st.text(max_size=20)
JSON = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3)
)


DEFINITION: dict[str, Any] = {
    "name": "Dyads",
    "states": [
        {
            "id": "film",
            "name": None,
            "order": 1.0,
            "focusComponent": {
                "config": {"videoUrl": "https://x", "font_size": 1},
                "type": "showvideo",
                "roleConfigs": {"0": {"a_b": 1}},
            },
            "transitionRules": {"type": "TIMED", "durationMs": 5000},
            "globalComponentsVisibility": {"textchat": False},
        },
        {"id": "film", "focusComponent": {"type": "hologram", "config": []}},
    ],
    "roles": {"my_role": {"name": "R", "participant_count": 2}},
    "globalComponents": {"textchat": {"enabled": True, "config": {}}, "x-y": {"type": "videochat"}},
    "variables": {"a_b": {"type": "number", "initial_value": 0}, "B": [None]},
    "agentConfig": {"roleOverrides": {"my_role": {"examples": []}}, "seed": 7},
    "waitingRoomConfig": {"maxWaitTimeMs": 0},
    "instructionsPages": [{"title": "T", "questions": {"items": []}}],
    "postExperimentQuestionnaire": {"enabled": True, "questions": [{}]},
    "futureThing": {"snake_case": {"camelCase": 1}},
}
"""One that has something of everything."""


def definitions() -> st.SearchStrategy[dict[str, Any]]:
    """Make experiment definitions: the one above with anything changed anywhere, right or wrong."""
    return st.builds(
        _changed,
        st.lists(st.tuples(st.lists(st.integers(0, 9), max_size=6), NAMES, JSON), max_size=6),
    )


def _changed(changes: list[tuple[list[int], str, Any]]) -> dict[str, Any]:
    definition = copy.deepcopy(DEFINITION)
    for steps, name, value in changes:
        place: Any = definition
        for step in steps:
            inner = list(place.values()) if isinstance(place, dict) else place
            inner = [one for one in inner if isinstance(one, dict | list)]
            if not inner:
                break
            place = inner[step % len(inner)]
        if isinstance(place, dict):
            known = sorted({*place, name})
            place[known[len(name) % len(known)]] = value
        else:
            place.append(value)
    return definition
