"""File names of recordings: the published pattern, and never a harm."""

from __future__ import annotations

import random
import string
import unicodedata
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hyperstudy.downloads.file_names import LONGEST, assign, beside, same_file
from hyperstudy.downloads.parts import is_part
from hyperstudy.downloads.recording import Recording, merged, read, sources

LETTERS = string.ascii_letters + string.digits
RESERVED = {"con", "prn", "aux", "nul", *(f"{one}{n}" for one in ("com", "lpt") for n in range(10))}


def read_all(rows: list[dict[str, Any]]) -> tuple[list[Recording], list[str]]:
    keys = sources([read(row) for row in rows])
    row_of = merged(rows, keys)
    return [read(row_of[key]) for key in keys], keys


def names_of(rows: list[dict[str, Any]], **options: Any) -> list[str]:
    return assign(*read_all(rows), **options)


def name_of(**row: Any) -> str:
    return names_of([row])[0]


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (
            {
                "participantName": "Dana O.",
                "metadata": {"type": "video"},
                "recordingId": "EG_k3Vd",
                "format": "mp4",
            },
            "Dana_O__video_EG_k3Vd.mp4",
        ),
        (
            {"participantId": "user_12", "metadata": {"type": "audio"}, "egressId": "EG_1"},
            "user_12_audio_EG_1.webm",
        ),
        ({}, "unknown_recording_unknown.mp4"),
        ({"participantName": "", "participantId": "p"}, "p_recording_unknown.mp4"),
        ({"participantName": "a-b_c", "format": "wav"}, "a-b_c_recording_unknown.wav"),
        ({"metadata": None, "recordingId": 7}, "unknown_recording_7.mp4"),
        ({"metadata": ["type"], "recordingId": "x"}, "unknown_recording_x.mp4"),
        # A row that was in a DataFrame: missing is NaN, and metadata was flattened.
        (
            {"participantName": float("nan"), "metadata": None, "metadata_type": "audio"},
            "unknown_audio_unknown.webm",
        ),
        # Letters of all scripts are letters; in one form, however they were typed.
        ({"participantName": "Zoë Šćß 山田"}, "Zoë_Šćß_山田_recording_unknown.mp4"),
        ({"participantName": "Zoe\u0308"}, "Zoë_recording_unknown.mp4"),
        # Type, id and ending are no less hostile than names.
        (
            {"metadata": {"type": "../../x"}, "recordingId": "a/b\\c", "format": "mp4/../../sh"},
            "unknown_______x_a_b_c.mp4_______sh",
        ),
        ({"participantName": "-rf", "recordingId": "x"}, "_rf_recording_x.mp4"),
        ({"participantName": "con.", "recordingId": "x", "format": "part"}, "con__recording_x.mp4"),
        ({"participantName": "a\u202egpj.exe"}, "a_gpj_exe_recording_unknown.mp4"),
    ],
)
def test_the_pattern(row: dict[str, Any], name: str) -> None:
    assert name_of(**row) == name


def test_names_of_people_can_be_left_out() -> None:
    row = {"participantName": "Dana", "participantId": "user_12", "recordingId": "x"}
    assert names_of([row], use_names=False) == ["user_12_recording_x.mp4"]


def test_two_that_would_share_a_name_both_get_one() -> None:
    rows = [
        {"participantName": "Dana", "roomId": "room_1"},
        {"participantName": "Dana", "roomId": "room_2"},
        {"participantName": "Ben", "recordingId": "EG_a"},
        {"participantName": "BEN", "recordingId": "eg_A"},
    ]
    names = names_of(rows)
    assert len({same_file(name) for name in names}) == 4
    assert names_of(rows[::-1]) == names[::-1]


def test_rows_that_agree_in_ids_and_not_in_size_or_place_are_two() -> None:
    one = {"recordingId": "x", "downloadUrl": "https://storage/a?sig=1", "fileSize": 3}
    assert len(set(names_of([one, {**one, "fileSize": 4}]))) == 2
    assert len(set(names_of([one, {**one, "downloadUrl": "https://storage/b?sig=1"}]))) == 2
    # A signature is no place.
    assert len(set(names_of([one, {**one, "downloadUrl": "https://storage/a?sig=2"}]))) == 1


def test_a_file_keeps_its_name_when_a_rival_appears() -> None:
    first = {"participantName": "Dana", "roomId": "room_1"}
    second = {"participantName": "Dana", "roomId": "room_2"}
    (key,) = sources([read(first)])
    kept = {key: name_of(**first)}
    both = names_of([second, first], kept=kept)
    assert both[1] == kept[key]
    assert both[0] != kept[key]
    # And a rival alone does not take it either.
    assert names_of([second], kept=kept) == [both[0]]


def test_a_name_with_a_person_in_it_is_not_kept_against_the_option() -> None:
    row = {"participantName": "Dana", "participantId": "user_12", "recordingId": "x"}
    (key,) = sources([read(row)])
    kept = {key: name_of(**row)}
    assert names_of([row], use_names=False, kept=kept) == ["user_12_recording_x.mp4"]


def test_a_file_keeps_its_name_when_the_person_is_called_otherwise() -> None:
    row = {"participantName": "Dana", "participantId": "user_12", "recordingId": "x"}
    (key,) = sources([read(row)])
    renamed = {**row, "participantName": "Dana Marie"}
    kept = {key: "Dana_recording_x.mp4"}
    assert names_of([renamed], kept=kept) == ["Dana_recording_x.mp4"]
    # A person who wants to be left out is left out under every name.
    assert names_of([renamed], use_names=False, kept=kept) == ["user_12_recording_x.mp4"]
    # What it would be called now is free for another one, and what it is called is not.
    other = {"participantName": "Dana", "recordingId": "X"}
    both = names_of([other, renamed], kept=kept)
    assert both[1] == "Dana_recording_x.mp4"
    assert same_file(both[0]) != same_file(both[1])


def test_names_beside_one_that_is_taken() -> None:
    key = "0123456789abcdef0123456789abcdef"
    name: str | None = "a" * (LONGEST - 4) + ".mp4"
    seen: list[str] = []
    while name is not None:
        seen.append(name)
        name = beside(name, key)
    assert len(set(seen)) == 5
    assert {len(one) for one in seen} == {LONGEST}
    assert beside("Dana_video_x.mp4", key) == "Dana_video_x_01234567.mp4"


def test_one_recording_in_two_states_is_one() -> None:
    one = {"recordingId": "x", "downloadUrl": "https://storage/a?sig=1", "fileSize": 3}
    early = {"recordingId": "x", "fileSize": None}
    keys = sources([read(early), read(one), read({**one, "fileSize": float("nan")})])
    assert set(keys) == set(sources([read(one)]))
    assert merged([early, one], keys[:2])[keys[0]] == one


@pytest.mark.parametrize(
    "moment",
    [
        "2026-03-02T09:00:00.25Z",
        "2026-03-02T10:00:00.250+01:00",
        "2026-03-02T09:00:00.250000",
        pd.Timestamp("2026-03-02T09:00:00.25Z"),
    ],
)
def test_a_source_is_the_same_however_its_time_is_written(moment: object) -> None:
    wanted = sources([read({"startTime": "2026-03-02T09:00:00.250Z"})])
    assert sources([read({"startTime": moment})]) == wanted
    assert sources([read({"startTime": "some day"})]) != wanted
    assert sources([read({"startTime": pd.NaT})]) == sources([read({})])


def test_a_folder_that_knows_every_name_already_gives_none_away() -> None:
    row = {"participantName": "Dana", "recordingId": "x"}
    (key,) = sources([read(row)])
    forms = {"Dana_recording_x.mp4"} | {
        f"Dana_recording_x_{key[:digits]}.mp4" for digits in (8, 16, 24, 32)
    }
    kept = {f"other{number}": name for number, name in enumerate(sorted(forms))}
    (name,) = names_of([row], kept=kept)
    assert name not in forms


texts = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.text(alphabet='./\\:*?"<>|\0\n\r ~-_=+@conNUL.é\u0301\u202e\ud800', max_size=300),
    st.sampled_from(["..", "/", "CON", "nul.txt", "a" * 500, "山" * 200, "x_y", "X_Y", "x.y"]),
)
odd = st.one_of(
    texts,
    st.integers(),
    st.floats(allow_nan=True),
    st.booleans(),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)
MEMBERS = [
    *("participantName", "participantId", "recordingId", "egressId", "roomId", "format"),
    *("fileSize", "fileName", "startTime", "downloadPath", "downloadUrl", "url"),
    "metadata_type",
]
rows = st.lists(
    st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(MEMBERS, odd)
        | {"metadata": st.one_of(odd, st.fixed_dictionaries({"type": odd}))},
    ),
    max_size=8,
)


@given(rows=rows, use_names=st.booleans(), seed=st.integers(0, 999))
@example(rows=[{"recordingId": "x_y"}, {"recordingId": "x.y"}], use_names=True, seed=1)
@example(rows=[{"metadata": {"type": "a" * 400}, "format": "b" * 400}], use_names=True, seed=1)
def test_any_listing_gives_safe_unique_and_stable_names(
    rows: list[dict[str, Any]], use_names: bool, seed: int
) -> None:
    recordings, keys = read_all(rows)
    names = assign(recordings, keys, use_names=use_names)
    for name in names:
        assert PurePosixPath(name).name == name
        assert PureWindowsPath(name).name == name
        assert 0 < len(name.encode()) <= LONGEST
        assert name.rstrip(". ") == name
        assert name[0] not in ".-~"
        assert name.partition(".")[0].lower() not in RESERVED
        assert name.isprintable()
        assert unicodedata.is_normalized("NFC", name)
        assert not is_part(name)
        assert not name.endswith((".part", ".json"))
        assert all(sign.isalnum() or sign in "_-." for sign in name)
    # One source, one file; and no two sources share a file on any file system.
    files = {same_file(name): key for name, key in zip(names, keys, strict=True)}
    assert len(files) == len(set(keys)) == len(set(zip(names, keys, strict=True)))
    # The order of the listing is nothing to names.
    order = list(range(len(rows)))
    random.Random(seed).shuffle(order)
    shuffled = read_all([rows[at] for at in order])
    assert assign(*shuffled, use_names=use_names) == [names[at] for at in order]
    # Nor are those that are there already, in any part of the listing.
    kept = dict(zip(keys, names, strict=True))
    some = order[: len(order) // 2]
    assert assign(
        [recordings[at] for at in some], [keys[at] for at in some], use_names=use_names, kept=kept
    ) == [names[at] for at in some]
