"""Odd rows in files of ELAN: texts, moments at the same time, times that cannot be meant."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from faults.server import Server
from served_lists import EXPERIMENT, ServedLists, event

import hyperstudy

pytest.importorskip("pyarrow")
pytest.importorskip("polars")

TEXTS = (
    *("", "  ", " lead", "trail ", "a\nb", "a\r\nb", "a\rb", "\t", "<b>&amp;", "]]>", "-->"),
    *("😀", "a\u2028b", "a\x85b", "x" * 5000),
)
PEOPLE = ("p_1", "p_2", "P_1")

Spoken = tuple[int, int, str]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    folder = tmp_path_factory.mktemp("odd")
    common = {"experimentId": EXPERIMENT, "roomId": "room_1", "timestamp": "2026-03-02T09:00:00Z"}
    people = [
        {**common, "id": f"m_{one}", "participantId": one, "participantName": "Sam"}
        for one in PEOPLE
    ]
    chat = [
        {**common, "messageId": f"c_{at}", "senderId": "p_1", "senderName": "Sam",
         "content": text, "onset": 100 * at}
        for at, text in enumerate((*TEXTS, "a\x00b"))
    ]  # fmt: skip
    # Two speak at once, and one of them several times in the same millisecond.
    chat += [
        {**common, "messageId": f"d_{at}", "senderId": person, "content": "at once", "onset": 9000}
        for at, person in enumerate(("p_2", "p_2", "p_2", "P_1"))
    ]
    components = [
        {**common, "componentId": f"k_{at}", "participantId": "p_2", "componentType": "button",
         "onset": onset, "responseTime": length}
        for at, (onset, length) in enumerate(
            [(0, 5000), (1000, 5000), (2000, 5000), (-1.5, 0), (20_000, 1e308), (21_000, 2e12),
             (22_000, -5), (23_000, None), (1e13, 1), (-1e13, 1), (None, 3)]
        )
    ]  # fmt: skip
    states = [
        event(at, **common, participantId="p_1", category="state", eventType="state.enter",
              stateName=name) | {"onset": onset}
        for at, (name, onset) in enumerate([("a", 0), ("b", 0), ("c", 500), ("d", 3000)])
    ]  # fmt: skip
    with Server() as server:
        served = ServedLists(server)
        served.lists |= {
            "participants": people, "chat": chat, "components": components, "events": states,
        }  # fmt: skip
        with served.client() as hs:
            hs.pull(EXPERIMENT, folder / "study", progress=False)
    study = hyperstudy.open_study(folder / "study")
    report = study.export_elan(folder / "elan", names=True)
    return folder / "elan/ses-room1.eaf", report


def read(file: Path) -> dict[str, list[Spoken]]:
    """Give the annotations of each tier, on the room's clock, with a reader of XML alone."""
    root = ET.parse(file).getroot()
    shift = int(root.findtext(".//PROPERTY[@NAME='hyperstudy_shift_ms']") or "")
    times = {
        slot.attrib["TIME_SLOT_ID"]: int(slot.attrib["TIME_VALUE"])
        for slot in root.iter("TIME_SLOT")
    }
    assert all(0 <= time < 2**32 for time in times.values())  # what the schema has as a time
    tiers: dict[str, list[Spoken]] = {}
    for tier in root.iter("TIER"):
        assert tier.attrib["TIER_ID"] not in tiers
        tiers[tier.attrib["TIER_ID"]] = [
            (times[one.attrib["TIME_SLOT_REF1"]] - shift,
             times[one.attrib["TIME_SLOT_REF2"]] - shift, one.findtext("ANNOTATION_VALUE") or "")
            for one in tier.iter("ALIGNABLE_ANNOTATION")
        ]  # fmt: skip
    return tiers


def of_kind(tiers: dict[str, list[Spoken]], who: str, kind: str) -> list[Spoken]:
    """Give what stands in all tiers of a kind of somebody."""
    return sorted(
        one
        for name, spoken in tiers.items()
        if name.rstrip(" 0123456789") == f"{who} {kind}"
        for one in spoken
    )


def test_texts_of_messages_are_there_to_the_last_sign(exported: tuple[Path, Any]) -> None:
    file, report = exported
    # Labels differ where ids do in nothing but their case.
    wanted = [(100 * at, 100 * at + 1, text) for at, text in enumerate((*TEXTS, "ab"))]
    assert of_kind(read(file), "sub-p1x2", "messages") == wanted
    (left_out,) = report.decisions.query("table == 'chat' and column == 'text'")["values"]
    assert left_out == 1  # the zero byte


def test_people_of_one_name_have_tiers_of_their_own(exported: tuple[Path, Any]) -> None:
    tiers = read(exported[0])
    at_once = (9000, 9001, "at once")
    assert of_kind(tiers, "sub-p2", "messages") == [at_once] * 3
    assert of_kind(tiers, "sub-P1", "messages") == [at_once]
    assert [tiers[f"sub-p2 messages{more}"] for more in ("", " 2", " 3")] == [[at_once]] * 3


def test_what_overlaps_stands_in_several_tiers(exported: tuple[Path, Any]) -> None:
    spoken = [(start, end) for start, end, _ in of_kind(read(exported[0]), "sub-p2", "answers")]
    assert spoken[:4] == [(-2, -1), (0, 5000), (1000, 6000), (2000, 7000)]


def test_states_at_one_time_are_all_there(exported: tuple[Path, Any]) -> None:
    states = of_kind(read(exported[0]), "sub-p1x2", "states")
    assert [name for _, _, name in states] == ["a", "b", "c", "d"]
    assert states[-1][1] == 23_001  # the end of the last row


def test_times_that_cannot_be_meant_are_counted_and_spoil_no_other(
    exported: tuple[Path, Any],
) -> None:
    file, report = exported
    later = [one[:2] for one in of_kind(read(file), "sub-p2", "answers")[4:]]
    assert later == [(at, at + 1) for at in (20_000, 21_000, 22_000, 23_000)]
    rows = report.rows[report.rows["table"] == "components"].set_index("reason")["rows"]
    assert rows.to_dict() == {
        "": 8,
        "it has no onset": 1,
        "its onset is more than 12 days from the first state of the room": 2,
    }
    (moments,) = report.decisions.query("table == 'components' and column == 'duration'")["values"]
    assert moments == 2
    assert report.complete


def test_pympi_reads_the_same(exported: tuple[Path, Any]) -> None:
    elan = pytest.importorskip("pympi", reason="needs the group `standards`").Elan
    file, _ = exported
    eaf = elan.Eaf(str(file))
    shift = int(ET.parse(file).getroot().findtext(".//PROPERTY[@NAME='hyperstudy_shift_ms']") or "")
    found = {
        tier: sorted(
            (one[0] - shift, one[1] - shift, one[2])
            for one in eaf.get_annotation_data_for_tier(tier)
        )
        for tier in eaf.get_tier_names()
    }
    assert found == {name: sorted(spoken) for name, spoken in read(file).items()}
