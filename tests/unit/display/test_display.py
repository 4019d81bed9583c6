"""How things look as text and as HTML, whatever names the server sent."""

from __future__ import annotations

import html.parser
import json
import pickle
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperstudy import Experiment, HyperStudy, InputError, plots
from hyperstudy.account.identity import Identity
from hyperstudy.downloads.check import FolderCheck
from hyperstudy.downloads.plan import DownloadPlan, PlannedFile
from hyperstudy.export.export_report import ExportReport
from hyperstudy.lists.report import FetchReport
from hyperstudy.resources.events import RecordedEvents
from hyperstudy.resources.info import DeploymentInfo, ExperimentInfo, PersonaInfo
from hyperstudy.sandbox import Sandbox
from hyperstudy.study.plan import PlannedTable, PullPlan
from hyperstudy.study.report import PullReport, TableReport
from hyperstudy.study.verify import StudyCheck

EXPERIMENT = {
    "id": "exp_7",
    "name": "Dyads & <b>films</b>",
    "description": "",
    "ownerEmail": "dana@example.org",
    "ownerId": "user_1",
    "roomCount": 0,
    "participantCount": 40,
    "createdAt": "2026-03-02T09:00:00.000Z",
    "updatedAt": None,
    "states": [{"id": "a", "name": "Welcome"}, {"id": "film"}, None],
    "futureThing": {"a": 1},
}


class _Reader(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_a_notebook_shows_of_an_error_only_what_its_author_wrote() -> None:
    cell = "def fetch(hs):\n    return hs.get_events('a b')\n\nfetch(hs)\n"
    with HyperStudy("hst_test_1", "http://127.0.0.1:9") as hs:
        try:
            exec(compile(cell, "/tmp/ipykernel_7/1234.py", "exec"), {"hs": hs})
        except InputError as error:
            error.add_note("while reading the second file")
            lines = error._render_traceback_()
    here, *cell_lines, empty, message, note = lines
    assert here.startswith("test_display.py, line ")
    assert cell_lines == ["line 4", "line 2, in fetch"]
    assert empty == ""
    assert message == (
        "InputError: scope_id='a b' holds white space, which no id does.\n"
        "If it is a name: list_experiments() lists names with their ids."
    )
    assert note == "while reading the second file"


def test_decorators_are_left_out_of_it_too() -> None:
    class Source:
        def on_film_time(self, *_: object, **__: object) -> None:
            raise InputError("there is no such film")

    with pytest.raises(InputError) as caught:
        plots.film_time(Source(), "video_1")
    here, empty, message = caught.value._render_traceback_()
    assert here.startswith("test_display.py, line ")
    assert (empty, message) == ("", "InputError: there is no such film")


def test_it_is_a_mapping_that_json_takes() -> None:
    info = ExperimentInfo(EXPERIMENT)
    assert info["id"] == "exp_7"
    assert "states" in info
    assert info.get("nothing") is None
    assert list(info) == list(info.keys()) == list(EXPERIMENT)
    assert len(info) == len(EXPERIMENT)
    assert list(info.values()) == list(EXPERIMENT.values())
    assert dict(info.items()) == EXPERIMENT
    assert type(info.to_dict()) is dict
    assert info.to_dict() == EXPERIMENT
    assert json.loads(json.dumps(info)) == EXPERIMENT
    assert pickle.loads(pickle.dumps(info)) == info
    with pytest.raises(AttributeError, match=r"it is a dict: \['name'\] gives it"):
        _ = info.name
    with pytest.raises(AttributeError, match=r"no attribute 'nothing'$"):
        _ = info.nothing


def test_text_shows_what_is_there() -> None:
    assert str(ExperimentInfo(EXPERIMENT)).splitlines() == [
        "Experiment",
        "  ID            exp_7",
        "  Name          Dyads & <b>films</b>",
        "  Owner         dana@example.org",
        "  Rooms         0",
        "  Participants  40",
        "  Created       2026-03-02T09:00:00.000Z",
        "  States        3: Welcome → film → ?",
    ]
    assert repr(ExperimentInfo({})) == "Experiment"
    many = ExperimentInfo({"states": [{"id": str(number)} for number in range(10)]})
    assert "10: 0 → 1" in str(many)
    assert str(many).endswith("7 → …")


@given(name=st.text(), state=st.text())
def test_whatever_a_name_is_the_html_shows_it_and_does_nothing_else(name: str, state: str) -> None:
    info = ExperimentInfo({**EXPERIMENT, "name": name, "states": [{"id": state}]})
    reader = _Reader()
    reader.feed(info._repr_html_().replace("\r", "").replace("\0", ""))
    assert reader.tags == {"div", "table", "caption", "tr", "th", "td"}
    if name:
        assert name.replace("\r", "").replace("\0", "") in [*reader.text, ""]


def test_the_html_has_no_colour_of_its_own() -> None:
    shown = ExperimentInfo(EXPERIMENT)._repr_html_()
    assert "#" not in shown
    assert "rgb" not in shown
    assert "&lt;b&gt;films" in shown


def test_the_definition_is_what_the_server_did_not_add() -> None:
    definition = ExperimentInfo(EXPERIMENT).definition()
    assert isinstance(definition, Experiment)
    assert definition.to_dict() == {
        name: EXPERIMENT[name] for name in ("name", "description", "states", "futureThing")
    }


EVIL = "<script>alert('x')</script> & \"y\""


def planned(name: str, size: int | None) -> PlannedFile:
    return PlannedFile(name, Path("/data") / "x", "download", size, 0, {}, "key", None)


def shown() -> dict[str, object]:
    """Everything that shows itself, made of names that would do harm in a page."""
    return {
        "client": HyperStudy("hst_live_abcdefgh12345", "https://api.example.org/api/v3"),
        "experiment": ExperimentInfo({**EXPERIMENT, "name": EVIL, "states": [{"name": EVIL}]}),
        "deployment": DeploymentInfo({"id": EVIL, "name": EVIL, "status": EVIL}),
        "persona": PersonaInfo({"id": "p", "name": EVIL, "model": EVIL}),
        "report": FetchReport(what=EVIL, problems=[EVIL], server_warnings=[EVIL]),
        "plan": DownloadPlan(
            Path("/data") / EVIL.replace("/", ""),
            (planned(EVIL, None), *(planned(str(one), one) for one in range(40))),
            tuple(range(41)),
        ),
        "check": FolderCheck(Path("/data"), missing=(EVIL,), different={EVIL: EVIL}),
        "whole": FolderCheck(Path("/data") / EVIL.replace("/", ""), right=("a",)),
        "study": StudyCheck(Path("/data"), missing=(EVIL,)),
        "pull": PullReport(Path("/data"), EVIL, 1, [TableReport(EVIL, 2, 2, 2, 0, 0, [EVIL])]),
        "pull plan": PullPlan(Path("/data"), EVIL, (PlannedTable(EVIL, 2, 0, 1),)),
        "export": exported(),
    }


def exported() -> ExportReport:
    made = ExportReport(Path("/data"), EVIL)
    made.total("events", 2)
    made.left_out("events", 2, EVIL)
    return made


@pytest.mark.parametrize("name", shown())
def test_everything_is_escaped_and_takes_the_colours_of_the_page(name: str) -> None:
    page = shown()[name]._repr_html_()  # type: ignore[attr-defined]
    reader = _Reader()
    reader.feed(page)
    assert "script" not in reader.tags
    listed = {"ul", "li", "pre"}
    assert reader.tags <= {"div", "table", "caption", "tr", "th", "td", "p", "strong", *listed}
    assert not re.search("#(?!x27)", page)
    assert "color:inherit" in page or "color" not in page
    assert "abcdefgh12345" not in page


@pytest.mark.parametrize("name", shown())
def test_a_notebook_takes_no_name_for_mathematics(name: str) -> None:
    """MathJax skips elements of these classes: the first in versions to 2, the second from 3 on."""
    page = shown()[name]._repr_html_()  # type: ignore[attr-defined]
    assert page.startswith('<div class="tex2jax_ignore mathjax_ignore">')
    assert page.endswith("</div>")
    assert page.count("<div") == 1


def test_dollars_stay_as_they_are() -> None:
    page = ExperimentInfo({"id": "exp_$1", "name": "gets $5 or $10"})._repr_html_()
    assert "gets $5 or $10" in page


@pytest.mark.parametrize("name", shown())
def test_in_a_terminal_each_is_a_few_lines(name: str) -> None:
    text = repr(shown()[name])
    assert len(text) < 700
    assert "abcdefgh12345" not in text
    assert str(shown()[name]) in text


def test_a_long_plan_tells_how_much_it_does_not_show() -> None:
    page = shown()["plan"]._repr_html_()  # type: ignore[attr-defined]
    assert page.count("<tr>") == 22
    assert "and 21 more" in page


def test_recorded_events_say_what_became_of_them() -> None:
    assert repr(RecordedEvents(recorded=[0], unsure=[1])) == (
        "<RecordedEvents: 1 of 2 events recorded, 1 unsure (1)>"
    )


def test_what_the_client_gives_shows_itself(sandbox: Sandbox) -> None:
    with sandbox.client() as hs:
        deployment = hs.get_deployment(hs.list_deployments(output="dict")[0]["id"])
        persona = hs.get_persona(hs.list_personas(output="dict")[0]["id"])
    assert str(deployment).splitlines()[0] == "Deployment"
    assert deployment["id"] in str(deployment)
    assert persona["name"] in str(persona)
    assert type(persona.to_dict()) is dict


def test_whose_key_it_is_reads_as_text_and_in_a_notebook() -> None:
    known = Identity(
        "https://api.example", "hst_live_…", None, ("read:events",), {"read:chat": False}
    )
    lines = repr(known).splitlines()
    assert lines[0] == "Key"
    assert [line.split(maxsplit=1) for line in lines[1:]] == [
        ["address", "https://api.example"],
        ["key", "hst_live_…"],
        ["user", "not told"],
        ["scopes", "read:events"],
        ["read:chat", "no"],
    ]
    assert "<td" in known._repr_html_()
