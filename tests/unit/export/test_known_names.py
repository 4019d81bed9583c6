"""Ids and names are found however people write them, and nothing else is changed."""

from __future__ import annotations

from collections import Counter

import pytest

pytest.importorskip("pyarrow")

import re

import pyarrow as pa
import pyarrow.compute as pc
from hypothesis import given
from hypothesis import strategies as st

from hyperstudy.export.known_names import KnownNames, fold, folded_array

NAMES = {
    "Zoë Núñez": "sub-1", "Max Mustermann-Schmidt": "sub-2", "王小明": "sub-3", "지민": "sub-4",
    "สมชาย": "sub-5", "Jo": "sub-6", "İnci Şen": "sub-7", "Jürgen Groß": "sub-8", "Ana": "sub-9",
    "Participant 1": "sub-10", "Host": "sub-11", "B": "sub-12", "17": "sub-13",
    "sub-9": "sub-14", "O'Brien": "sub-15", "<b>Bob</b>": "sub-16",
}  # fmt: skip
IDS = {"user_1": "sub-1", "P7": "sub-2", "42": "sub-3", "Ünï-1_a": "sub-4"}


@pytest.fixture(scope="module")
def known() -> KnownNames:
    return KnownNames(IDS, NAMES)


def replaced(known: KnownNames, text: str, *, free: bool = True) -> str:
    counts: Counter[str] = Counter()

    def count(decision: str) -> None:
        counts[decision] += 1

    after = known.replaced(text, free=free, count=count)
    assert bool(counts) == (after != text)
    return after


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("hello zoe", "hello sub-1"),
        ("ZOË!", "sub-1!"),
        ("Zoe\u0308 is here", "sub-1 is here"),
        ("ask zoe.nunez or ZoeNunez or zoe_núñez", "ask sub-1 or sub-1 or sub-1"),
        ("Schmidts Katze", "sub-2s Katze"),
        ("maxmustermannschmidt", "sub-2"),
        ("我是王小明啊", "我是sub-3啊"),
        ("지민이가 왔다", "sub-4이가 왔다"),
        ("คุณสมชายครับ", "คุณsub-5ครับ"),
        ("Jo, come on, jo!", "sub-6, come on, jo!"),
        ("inci and INCI", "sub-7 and sub-7"),
        ("Juergen Gross, juergen", "sub-8, sub-8"),
        ("thanks ana", "thanks sub-9"),
        ("I am Participant 1 of 4", "I am sub-10 of 4"),
        ("Participant disconnected, the host left", "Participant disconnected, the host left"),
        ("B or 17 or banana", "B or 17 or banana"),
        ("sub-9 is what Ana is called", "sub-14 is what sub-9 is called"),
        ("o'brien and &lt;b&gt;Bob&lt;/b&gt;", "sub-15 and sub-16"),
        ("USER_1 and user_12, P7, 42", "sub-1 and user_12, P7, 42"),
        ("of/%C3%9Cn%C3%AF-1_a and ünï-1_A", "of/sub-4 and sub-4"),
    ],
)
def test_names_are_found_as_people_write_them(known: KnownNames, text: str, wanted: str) -> None:
    assert replaced(known, text) == wanted


def test_parts_of_names_count_only_where_people_write(known: KnownNames) -> None:
    assert replaced(known, "zoe in zoe_nunez", free=False) == "zoe in sub-1"


@pytest.mark.parametrize("text", ["P7", "42", "Jo", "user_1"])
def test_short_ids_and_names_are_known_where_they_stand_alone(known: KnownNames, text: str) -> None:
    assert known.whole(text) in {*IDS.values(), *NAMES.values()}


@pytest.mark.parametrize("text", ["B", "17", "Host", "p7"])
def test_what_may_be_an_answer_is_nobody(known: KnownNames, text: str) -> None:
    assert known.whole(text) is None


@given(
    st.sampled_from([*NAMES, *IDS]),
    st.text(alphabet="ab Ëß王\u0308\\\"', \n", max_size=8),
    st.text(alphabet="ab Ëß王\u0308\\\"', \n", max_size=8),
    st.booleans(),
)
def test_what_would_be_replaced_is_a_candidate(
    name: str, before: str, after: str, free: bool
) -> None:
    known = KnownNames(IDS, NAMES)
    text = before + name + after
    if replaced(known, text, free=free) == text:
        return
    folded = folded_array(pa.array([text]))
    patterns = known.patterns(free=free)
    assert any(pc.any(pc.match_substring_regex(folded, one)).as_py() for one in patterns)


@given(st.text(max_size=20))
def test_text_that_holds_nobody_stays(text: str) -> None:
    known = KnownNames({"user_q_1": "x"}, {"Quirinus Xylander": "y"})
    hit = re.search(r"user_q_1|quirinus|xylander", fold(text))
    assert replaced(known, text) == text or hit


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12))
def test_columns_are_folded_as_texts_are_where_it_matters(text: str) -> None:
    (found,) = folded_array(pa.array([text])).to_pylist()
    latin = re.sub(r"[^0-9a-z]", "", found)
    assert latin == re.sub(r"[^0-9a-z]", "", fold(text))
