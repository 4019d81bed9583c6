"""Generated models keep what a server sends, whatever it is."""

from __future__ import annotations

import copy
import datetime
import json
import pickle
import uuid
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from json_values import as_text, json_values
from tiny_client import ROW, note, part

pytestmark = pytest.mark.usefixtures("tiny_package")

# --- values survive ------------------------------------------------------------------------------

MEMBERS = [
    "id",
    "written",
    "onset",
    "count",
    "day",
    "token",
    "colour",
    "level",
    "paper",
    "edited",
    "place",
    "places",
    "times",
    "signs",
    "sealed",
    "either",
    "cls",
    "self",
    "rest",
    "model",
    "additional",
    "unknown",
    "_private",
    "to_dict",
    "x",
    "inner",
    "text",
    "size",
]


@given(row=st.dictionaries(st.sampled_from(MEMBERS), json_values(st.sampled_from(MEMBERS))))
def test_any_row_comes_back_as_it_came(row: dict[str, Any]) -> None:
    before = as_text(row)
    model = part("models").Note.from_dict(row)
    assert as_text(model.to_dict()) == before
    assert as_text(copy.deepcopy(model).to_dict()) == before
    assert as_text(pickle.loads(pickle.dumps(model)).to_dict()) == before
    assert as_text(row) == before


@given(rows=json_values(st.sampled_from(["status", "data", "id", "written"])))
def test_one_odd_row_does_not_lose_the_page(rows: Any) -> None:
    page = {"status": "success", "data": [ROW, rows, ROW]}
    parsed = part("models").NoteList.from_dict(page)
    assert [parsed.data[0].id, parsed.data[2].id] == ["note_1", "note_1"]
    assert as_text(parsed.to_dict()) == as_text(page)


def test_values_have_the_types_of_the_contract() -> None:
    models = part("models")
    parsed = note(
        day="2026-03-02",
        token="550e8400-e29b-41d4-a716-446655440000",
        place={"x": 1, "inner": {"x": 2}},
        places=[{"x": 3}],
        times=[["2026-03-02T09:00:00Z"]],
        signs={"exit": {"size": 4}},
    )
    assert parsed.written == datetime.datetime(2026, 3, 2, 9, 0, 4, 250000, datetime.UTC)
    assert parsed.day == datetime.date(2026, 3, 2)
    assert parsed.token == uuid.UUID("550e8400-e29b-41d4-a716-446655440000")
    assert parsed.place.inner == models.Place(x=2)
    assert parsed.places == [models.Place(x=3)]
    assert parsed.times[0][0].year == 2026
    assert parsed.signs["exit"] == models.Sign(size=4)


def test_a_missing_member_is_unset_and_null_is_none() -> None:
    parsed = part("models").Note.from_dict({"written": None})
    assert parsed.written is None
    assert parsed.id is parsed.count is part("types").UNSET
    assert parsed.to_dict() == {"written": None}


def test_a_changed_value_is_what_goes_out() -> None:
    parsed = note(edited="2026-03-02T09:00:00Z", colour="red")
    parsed.edited = datetime.datetime(2026, 4, 1, 12, tzinfo=datetime.UTC)
    parsed.colour = part("models").Colour.LIGHT_BLUE
    parsed.count = part("types").UNSET
    parsed["more"] = {"at": datetime.date(2026, 4, 2)}
    assert parsed.to_dict() == {
        **ROW,
        "edited": "2026-04-01T12:00:00+00:00",
        "colour": "light-blue",
        "more": {"at": "2026-04-02"},
    }


def test_a_default_of_the_contract_is_not_sent_unasked() -> None:
    made = part("models").Note(id="n", written=datetime.datetime(2026, 1, 1), onset=1.5)
    assert made.to_dict() == {"id": "n", "written": "2026-01-01T00:00:00", "onset": 1.5}


def test_members_that_the_contract_forbids_or_does_not_name_survive() -> None:
    parsed = note(sealed={"a": "1", "b": 2**53 + 1}, brand_new=[1, 1.0])
    assert parsed.sealed.additional_properties == {"b": 2**53 + 1}
    assert "brand_new" in parsed
    assert parsed["brand_new"] == [1, 1.0]
    assert parsed.additional_keys == ["brand_new"]
    del parsed["brand_new"]
    assert "brand_new" not in parsed.to_dict()


def test_of_several_models_the_one_that_fits_is_taken() -> None:
    models = part("models")
    assert note(either={"text": "exit"}).either == models.Sign(text="exit")
    assert note(either={"x": 1}).either == models.Place(x=1)
    assert note(either=[{"size": 2}]).either == [models.Sign(size=2)]
    assert note(either="2026-03-02T09:00:00Z").either.year == 2026
    assert note(either="soon").either == "soon"


# --- open enums ----------------------------------------------------------------------------------


@pytest.mark.parametrize("member", ["colour", "paper"])
@pytest.mark.parametrize("text", ["red", "light-blue", "mauve", ""])
def test_an_enum_takes_any_text(member: str, text: str) -> None:
    value = getattr(note(**{member: text}), member)
    assert isinstance(value, part("models").Colour)
    assert value == text == str(value) == value.value
    assert {text: 1}[value] == 1
    assert json.dumps(value) == json.dumps(text)
    assert pickle.loads(pickle.dumps(value)) == copy.deepcopy(value) == value


def test_a_known_value_is_its_constant_and_an_unknown_one_joins_no_list() -> None:
    colour = part("models").Colour
    assert note(colour="red").colour is colour.RED
    assert note(colour="mauve").colour == note(colour="mauve").colour != colour.RED
    assert list(colour) == ["red", "light-blue"]
    assert "mauve" in repr(note(colour="mauve"))


def test_an_enum_of_numbers_is_open_too() -> None:
    level = part("models").Level
    assert note(level=1).level is level.VALUE_1
    assert isinstance(note(level=7).level, level)
    assert note(level=7).level == 7
    assert str(level(7)) == "7"
    assert note(level=True).level is True
    with pytest.raises(ValueError, match="x"):
        level("x")
    with pytest.raises(ValueError, match="7"):
        part("models").Colour(7)


# --- times ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-02T09:00:04Z",
        "2026-03-02T09:00:04.1234567Z",
        "2026-03-02T11:00:04+02:00",
        "2026-03-02",
    ],
)
def test_a_time_is_a_datetime_and_keeps_its_text(text: str) -> None:
    moment = note(written=text).written
    assert isinstance(moment, datetime.datetime)
    assert moment == datetime.datetime.fromisoformat(text)
    assert note(written=text).to_dict()["written"] == text
    for twin in (copy.copy(moment), copy.deepcopy(moment), pickle.loads(pickle.dumps(moment))):
        assert (twin, twin.text) == (moment, text)


def test_a_time_that_was_computed_has_no_text_of_old() -> None:
    moment = note(written="2026-03-02T09:00:04Z").written
    for later in (moment + datetime.timedelta(hours=1), moment.replace(hour=10)):
        parsed = note(written=ROW["written"])
        parsed.written = later
        assert parsed.to_dict()["written"] == "2026-03-02T10:00:04+00:00"


@pytest.mark.parametrize(
    "odd", ["yesterday", "", "2026-13-01T00:00:00Z", "\ud800", 1772442004250, None, {"s": 1}]
)
def test_what_is_no_time_stays_what_it_is(odd: Any) -> None:
    assert note(written=odd).written == odd
