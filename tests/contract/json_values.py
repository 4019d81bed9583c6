"""JSON values of every kind, and equality that tells 1, 1.0 and true apart."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

TELLING_TEXTS = st.sampled_from(
    [
        "",
        "red",
        "component",
        "2026-03-02T09:00:04.250Z",
        "2026-03-02T09:00:04.1234567+02:00",
        "2026-03-02T24:00:00",
        "2026-03-02",
        "20260302",
        "2026-W10-1",
        "550e8400-e29b-41d4-a716-446655440000",
        "{550E8400-E29B-41D4-A716-446655440000}",
    ]
)
PLAIN = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([1, 2, 2**53 + 1, 1.0])
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | TELLING_TEXTS
)


def json_values(names: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return st.recursive(
        PLAIN,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4),
        max_leaves=8,
    )


def as_text(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
