"""A function for each component: what its parameters become."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np
import pandas as pd
import pytest

import hyperstudy
from hyperstudy import (
    ComponentType,
    FocusComponent,
    HyperStudyWarning,
    InputError,
    contract,
    models,
)
from hyperstudy.models import shapes

FACTORIES = {kind: getattr(models, kind.name.lower()) for kind in ComponentType}
GIVEN: dict[str, Any] = {
    "text": "<p>Hi</p>",
    "url": "https://media.example.org/a",
    "prompt": "How?",
    "options": ["a", "b"],
    "script": "return 1;",
    "dimensions": [{"label": "Joy"}],
    "state_configurations": {"film": {"responseTimeLimit": 5}},
}


def needed(kind: ComponentType) -> set[str]:
    parameters = inspect.signature(FACTORIES[kind]).parameters.values()
    by_position = [one for one in parameters if one.kind is one.POSITIONAL_OR_KEYWORD]
    return {one.name for one in by_position if one.default is one.empty}


def make(kind: ComponentType, **more: Any) -> FocusComponent:
    component: FocusComponent = FACTORIES[kind](
        **{**{name: GIVEN[name] for name in needed(kind)}, **more}
    )
    return component


def settings_of(kind: ComponentType) -> dict[str, Any]:
    schemas = contract.document()["components"]["schemas"]
    return dict(shapes.shape(schemas["ComponentConfigs"]["properties"][kind.value]).members.items())


def test_there_is_one_for_each_type_of_the_contract() -> None:
    assert {kind.value for kind in FACTORIES} == set(contract.enum("FocusComponentType"))
    assert {one.__name__ for one in FACTORIES.values()} <= set(hyperstudy.__all__)


@pytest.mark.parametrize("kind", FACTORIES)
def test_a_component_has_its_type_an_id_and_its_settings(kind: ComponentType) -> None:
    component = make(kind, id="a1")
    assert component.type is kind
    assert component.id == "a1"
    assert make(kind).id != make(kind).id
    assert set(component.config) <= set(settings_of(kind))


@pytest.mark.parametrize("kind", FACTORIES)
def test_every_setting_of_the_contract_can_be_given_by_its_python_name(kind: ComponentType) -> None:
    own = set(inspect.signature(FACTORIES[kind]).parameters)
    settings = settings_of(kind)
    for wire in settings:
        name, value = contract.snake(wire), [wire]
        spellings = {one for one in settings if _setting(settings, one) == _setting(settings, wire)}
        first = next((one for one in spellings if one in make(kind).config), None)
        if first is not None and name not in own:
            with pytest.warns(HyperStudyWarning, match=f"{contract.snake(first)} counts") as caught:
                config = make(kind, **{name: value}).config
            assert caught[0].filename == __file__
            assert config == make(kind).config
            continue
        config = make(kind, **{name: value}).config
        assert config[wire] == value
        assert spellings & config.keys() == {wire}


def _setting(settings: dict[str, Any], wire: str) -> str:
    return str(settings[wire].get("x-same-as", wire))


@pytest.mark.parametrize("kind", FACTORIES)
def test_help_shows_every_setting_and_its_words(kind: ComponentType) -> None:
    factory = FACTORIES[kind]
    document = inspect.getdoc(factory) or ""
    parameters = set(inspect.signature(factory).parameters)
    for wire, schema in settings_of(kind).items():
        shown = {contract.snake(wire)} | (
            {contract.snake(schema["x-same-as"])} if "x-same-as" in schema else set()
        )
        others = settings_of(kind).items()
        shown |= {contract.snake(one) for one, other in others if other.get("x-same-as") == wire}
        assert shown & parameters
    for name in parameters - {"settings"}:
        assert f"\n{name} : " in document


def test_settings_have_the_names_that_they_have_in_0_4_1() -> None:
    config = models.show_image("u", alt_text="A").config
    assert config == {"url": "u", "altText": "A"}
    assert models.show_text("t").config == {"text": "t"}
    assert models.show_video("u").config == {"url": "u"}
    assert models.vas_rating("q", output_variable="mood").config == {
        "prompt": "q",
        "outputVariable": "mood",
    }
    assert models.multiple_choice("q", ["a"], output_variable="v").config == {
        "prompt": "q",
        "options": ["a"],
        "outputVariable": "v",
    }
    assert models.likert_scale("q", output_variable="v").config == {
        "prompt": "q",
        "scalePoints": 7,
        "outputVariable": "v",
    }
    assert models.ranking("q", ["a"], output_variable="v").config == {
        "prompt": "q",
        "options": ["a"],
        "outputVariable": "v",
    }
    assert models.text_input("q", output_variable="v").config == {
        "prompt": "q",
        "outputVariable": "v",
    }
    assert models.waiting(1500.0).config == {"durationMs": 1500}
    assert models.trigger("receive", send_ttl_on_receive=True).config == {
        "mode": "receive",
        "sendTTLOnReceive": True,
    }


def test_an_own_parameter_wins_over_another_spelling_of_it() -> None:
    assert models.vas_rating("q", question="q", min=0).config == {"prompt": "q", "min": 0}
    assert models.show_image("u", imageUrl="u").config == {"url": "u"}
    message = r"prompt='q' and question='other' .* 'vasrating': prompt counts"
    with pytest.warns(HyperStudyWarning, match=message) as caught:
        assert models.vas_rating("q", question="other").config == {"prompt": "q"}
    assert caught[0].filename == __file__
    with pytest.warns(HyperStudyWarning, match="output_variable counts"):
        config = models.text_input("q", output_variable="a", outputVariable="b").config
    assert config == {"prompt": "q", "outputVariable": "a"}
    with pytest.raises(InputError, match=r"new_one=1 and newOne=2 .* give one of them"):
        models.show_text("t", new_one=1, newOne=2)


@pytest.mark.parametrize("options", [np.array(["a", "b"]), pd.Series(["a", "b"], index=[7, 9])])
def test_arrays_and_series_are_lists(options: Any) -> None:
    assert models.ranking("q", options).config["options"] == ["a", "b"]
    component = models.multiple_choice("q", options, choices=("a", "b"))
    assert component.config["options"] == ["a", "b"]
    with pytest.warns(HyperStudyWarning, match="options counts"):
        component = models.multiple_choice("q", options, choices=["a"])
    assert component.config["options"] == ["a", "b"]


def test_a_preset_wins_too_and_says_what_to_give() -> None:
    assert models.likert_scale("q", scale_points=5).config == {"prompt": "q", "scalePoints": 5}
    for other in ({"scale": 5}, {"scalePoints": 5}):
        with pytest.warns(HyperStudyWarning, match="Give scale_points the value you mean"):
            config = models.likert_scale("q", **other).config
        assert config == {"prompt": "q", "scalePoints": 7}


def test_further_settings_are_camel_cased_and_their_values_are_not() -> None:
    component = models.show_text("t", auto_advance=True, nested={"my_key": {"a_b": 1}})
    assert component.config == {
        "text": "t",
        "autoAdvance": True,
        "nested": {"my_key": {"a_b": 1}},
    }


@pytest.mark.parametrize("kind", FACTORIES)
def test_settings_for_a_role_stand_beside_the_settings(kind: ComponentType) -> None:
    component = make(kind, role_configs={"my_role": {}, "0": {}})
    assert component.role_configs == {"my_role": {}, "0": {}}
    assert component.config == make(kind).config


def test_none_is_not_sent_and_null_is() -> None:
    component = models.show_text("t", font_size=None, text_color=hyperstudy.NULL, other=None)
    assert component.config == {"text": "t", "textColor": None}


def test_a_value_that_json_has_not_is_named() -> None:
    with pytest.raises(InputError, match=r"config\.options\[1\]: a object"):
        models.multiple_choice("q", ["a", object()])
