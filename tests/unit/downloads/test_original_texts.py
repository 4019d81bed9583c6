"""What was made harmless for spreadsheets is what it was when it is read again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperstudy.downloads.spreadsheet_safety import cell, original


@given(st.text(max_size=8).filter(lambda text: not text.startswith("'")))
def test_harmless_texts_are_undone(text: str) -> None:
    written = cell(text)
    assert original(written) == text or "…" in written


@pytest.mark.parametrize("text", ["=1+1", "-abc", "+rec", "@id", "rec_12", "it's", ""])
def test_ids_are_what_they_were(text: str) -> None:
    assert original(cell(text)) == text
