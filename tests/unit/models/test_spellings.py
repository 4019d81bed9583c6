"""Settings that sources call by two names are sent under both."""

from __future__ import annotations

import copy
import inspect
import warnings
from typing import Any

import pytest
from definitions import definitions
from hypothesis import given

import hyperstudy
from hyperstudy import Experiment, HyperStudyWarning, State, contract, models
from hyperstudy.models import shapes
from hyperstudy.models.bodies import body
from hyperstudy.models.spellings import with_both_spellings

DEFINITION = shapes.reference("ExperimentDefinition")
TABLE: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("showvideo", {"url": "u"}, {"url": "u", "videoUrl": "u"}),
    ("showvideo", {"videoUrl": "u"}, {"url": "u", "videoUrl": "u"}),
    ("showimage", {"url": "u", "altText": "a"}, {"url": "u", "altText": "a", "imageUrl": "u"}),
    ("vasrating", {"prompt": "q", "min": 0}, {"prompt": "q", "min": 0, "question": "q"}),
    ("multiplechoice", {"prompt": "q"}, {"prompt": "q", "question": "q"}),
    ("ranking", {"question": "q"}, {"question": "q", "prompt": "q"}),
    (
        "likertscale",
        {"prompt": "q", "scalePoints": 7},
        {"prompt": "q", "question": "q", "scalePoints": 7, "scale": 7},
    ),
    ("likertscale", {"scale": None}, {"scale": None, "scalePoints": None}),
    ("textinput", {"prompt": "q"}, {"prompt": "q"}),
    ("code", {"url": "u", "prompt": "q"}, {"url": "u", "prompt": "q"}),
    ("showtext", {"text": "t", "own": {"url": "u"}}, {"text": "t", "own": {"url": "u"}}),
    ("hologram", {"url": "u"}, {"url": "u"}),
]


def component(kind: str, config: dict[str, Any]) -> dict[str, Any]:
    return {"type": kind, "id": "c", "config": config, "roleConfigs": {"my_role": config}}


@pytest.mark.parametrize(("kind", "config", "sent"), TABLE)
def test_the_table_of_spellings(kind: str, config: dict[str, Any], sent: dict[str, Any]) -> None:
    def experiment(config: dict[str, Any]) -> dict[str, Any]:
        there = {"focusComponent": component(kind, config), "id": "a"}
        return {"name": "x", "states": [there, {"id": "b"}], "variables": {"v": {"url": "u"}}}

    before = experiment(config)
    kept = copy.deepcopy(before)
    assert with_both_spellings(before, DEFINITION) == experiment(sent)
    assert before == kept
    patch = shapes.reference("ExperimentPatch")
    assert with_both_spellings(experiment(config), patch) == experiment(sent)


def test_all_that_0_4_1_spells_otherwise_than_the_pages_is_in_the_table() -> None:
    """The settings that factories of 0.4.1 send by other names than the component pages show."""
    marked = {
        (kind, wire)
        for kind, one in contract.document()["components"]["schemas"]["ComponentConfigs"][
            "properties"
        ].items()
        for wire, member in shapes.shape(one).members.items()
        if member.get("x-send-both")
    }
    assert marked == {
        ("showimage", "url"),
        ("showvideo", "url"),
        ("vasrating", "prompt"),
        ("multiplechoice", "prompt"),
        ("ranking", "prompt"),
        ("likertscale", "prompt"),
        ("likertscale", "scalePoints"),
    }
    assert {(kind, wire) for kind, config, _ in TABLE for wire in config} >= marked - {
        ("ranking", "prompt")
    }


def test_a_factory_and_a_dict_are_sent_alike() -> None:
    sent = {"prompt": "q", "question": "q", "options": ["a"]}
    for focus in (
        models.ranking("q", ["a"]),
        {"type": "ranking", "config": {"prompt": "q", "options": ["a"]}},
    ):
        experiment = Experiment(name="x", states=[State(id="a", focus_component=focus)])
        assert experiment.states[0].focus_component.config == {"prompt": "q", "options": ["a"]}
        written = body("ExperimentDefinition", experiment, {})
        states = with_both_spellings(written, DEFINITION)["states"]
        assert states[0]["focusComponent"]["config"] == sent


def test_two_spellings_that_differ_are_both_sent_and_told() -> None:
    focus = {"type": "showvideo", "config": {"url": "old", "videoUrl": "new"}}
    experiment = {"name": "x", "states": [{"id": "a", "focusComponent": focus}]}
    message = r"states\[0\]\.focusComponent\.config\.url is 'old'.*'videoUrl' .* 'new'"
    with pytest.warns(HyperStudyWarning, match=message) as caught:
        assert with_both_spellings(experiment, DEFINITION) == experiment
    assert caught[0].filename == __file__


@given(definition=definitions())
def test_nothing_else_changes(definition: dict[str, Any]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", HyperStudyWarning)
        sent = with_both_spellings(definition, DEFINITION)
        again = with_both_spellings(sent, DEFINITION)
    assert again == sent
    assert contains(sent, definition)


def contains(whole: Any, part: Any) -> bool:
    if isinstance(part, dict):
        added = whole.keys() - part.keys()
        both = {"url", "imageUrl", "videoUrl", "prompt", "question", "scale", "scalePoints"}
        return added <= both and all(contains(whole[name], one) for name, one in part.items())
    if isinstance(part, list):
        return len(whole) == len(part) and all(map(contains, whole, part))
    return bool(whole == part)


def test_help_says_under_which_names_a_setting_is_sent() -> None:
    document = " ".join((inspect.getdoc(hyperstudy.show_video) or "").split())
    assert "Sent as `url` and as `videoUrl`" in document
