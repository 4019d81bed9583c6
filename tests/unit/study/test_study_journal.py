"""A journal has whole records or none, wherever its end was torn off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pyarrow")

from hyperstudy.exceptions import HyperStudyError
from hyperstudy.study.journal import Journal, pack
from hyperstudy.study.staging import Staging

if TYPE_CHECKING:
    from pathlib import Path

CONTENTS = [b"", b"a", b"first\nsecond", bytes(range(256)) * 40]


def read(path: Path) -> list[bytes]:
    return [record.content for record in Journal(path)]


def written(path: Path, contents: list[bytes]) -> None:
    journal = Journal(path)
    for content in contents:
        journal.append(content)
    journal.close()


def test_what_is_appended_is_read(tmp_path: Path) -> None:
    written(tmp_path / "one", CONTENTS)
    assert read(tmp_path / "one") == CONTENTS


def test_a_journal_that_is_not_there_has_no_records(tmp_path: Path) -> None:
    assert read(tmp_path / "none") == []
    assert not (tmp_path / "none").exists()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("journal") / "whole"
    written(path, CONTENTS)
    return path.read_bytes()


@given(data=st.data())
def test_cut_at_any_byte_it_has_the_records_before_and_goes_on(
    data: st.DataObject, whole: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    at = data.draw(st.integers(0, len(whole)))
    ends = [sum(len(pack(one)) for one in CONTENTS[:count]) for count in range(len(CONTENTS) + 1)]
    left = max(count for count, end in enumerate(ends) if end <= at)
    path = tmp_path_factory.mktemp("cut") / "journal"
    path.write_bytes(whole[:at])
    assert read(path) == CONTENTS[:left]
    written(path, [b"later"])
    assert read(path) == [*CONTENTS[:left], b"later"]


@given(data=st.data())
def test_a_byte_that_changed_ends_it_there(
    data: st.DataObject, whole: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    at = data.draw(st.integers(0, len(whole) - 1))
    path = tmp_path_factory.mktemp("flip") / "journal"
    broken = bytearray(whole)
    broken[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(bytes(broken))
    starts = [sum(len(pack(one)) for one in CONTENTS[:count]) for count in range(len(CONTENTS))]
    if at - 3 in starts and chr(broken[at]).isdigit():
        # It now bears the number of a later version: left alone, since who knows what it is.
        with pytest.raises(HyperStudyError, match="newer hyperstudy"):
            read(path)
        return
    found = read(path)
    assert found == CONTENTS[: len(found)]
    assert len(found) < len(CONTENTS)


def test_a_byte_that_makes_a_later_version_of_a_record_is_refused(
    whole: bytes, tmp_path: Path
) -> None:
    (tmp_path / "journal").write_bytes(whole[:3] + b"2" + whole[4:])
    with pytest.raises(HyperStudyError, match="newer hyperstudy"):
        read(tmp_path / "journal")


def test_records_can_be_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    journal = Journal(path)
    journal.append(b"a")
    journal.append(b"b")
    journal.cut(1)
    journal.append(b"c")
    journal.close()
    assert read(path) == [b"a", b"c"]


def test_pages_come_back_as_they_were(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "events.journal", "id", {"pull": 1})
    staging.begin(7)
    rows = [{"id": "a", "text": "two\nlines \u2028 and \ud800"}, {"id": "b", "n": 2**70}]
    staging.add(7, rows, {"promised": 9, "warnings": []})
    staging.add(9, [{"id": "c"}], {"promised": 10, "warnings": ["W"]})
    staging.close()
    again = Staging(tmp_path / "events.journal", "id", {"pull": 1})
    assert [(page.offset, page.rows) for page in again.pages()] == [(7, rows), (9, [{"id": "c"}])]
    assert (again.count, again.next_offset, again.ended) == (3, 10, None)
    assert again.state == {"promised": 10, "warnings": ["W"]}
    again.keep(1)
    assert (again.count, again.next_offset) == (2, 9)
    again.end(promised=9, problems=[], warnings=[])
    again.close()
    assert Staging(tmp_path / "events.journal", "id", {"pull": 1}).ended is not None
    other = Staging(tmp_path / "events.journal", "id", {"pull": 2})
    assert (other.begun, other.ended, other.count) == (None, None, 0)
    again.begin(0)
    assert (again.count, again.ended) == (0, None)
    again.close()


def test_records_of_a_later_version_are_not_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "one"
    written(path, CONTENTS)
    whole = path.read_bytes() + b"HSr2" + bytes(100)
    path.write_bytes(whole)
    journal = Journal(path)
    for use in (lambda: read(path), lambda: journal.append(b"more")):
        with pytest.raises(HyperStudyError, match="written by a newer hyperstudy"):
            use()
    assert path.read_bytes() == whole
