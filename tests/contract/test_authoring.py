"""What experiments are written with agrees with the contract and with the generated client."""

from __future__ import annotations

import importlib
import inspect
from typing import Any

import hyperstudy_api.models
import pytest

from hyperstudy import Experiment, Persona, State, contract, show_text
from hyperstudy.contract.schema_validation import SchemaCheck
from hyperstudy.models.authored import MODELS, Authored


@pytest.mark.parametrize("schema", MODELS)
def test_a_class_has_the_members_of_the_generated_model(schema: str) -> None:
    generated = getattr(hyperstudy_api.models, schema)
    assert set(MODELS[schema]._shape().members) == set(generated.member_names())


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_no_member_has_the_name_of_a_method(model: type[Authored]) -> None:
    methods = {name for name, _ in inspect.getmembers(Authored) if not name.startswith("_")}
    assert not methods & set(model._shape().wire)


@pytest.mark.parametrize("schema", MODELS)
def test_the_examples_of_the_contract_can_be_written(schema: str) -> None:
    examples = contract.document()["components"]["schemas"][schema].get("examples", [])
    for example in examples:
        written = MODELS[schema].read(example, respell=True)
        assert written.items() >= example.items()
        assert MODELS[schema].from_dict(example).to_dict() == example


def test_the_generated_calls_take_what_is_written() -> None:
    experiment = Experiment(name="x", states=[State(id="a", focus_component=show_text("t"))])
    for operation_id in ("create_experiment", "validate_experiment"):
        module: Any = importlib.import_module(f"hyperstudy_api.api.experiments.{operation_id}")
        assert module._get_kwargs(body=experiment)["json"] == experiment.to_dict()
    typed = hyperstudy_api.models.ExperimentDefinition.from_dict(experiment.to_dict())
    assert typed.to_dict() == experiment.to_dict()
    assert typed.states[0].focus_component.type_ == "showtext"


def test_what_is_written_fits_the_contract() -> None:
    check = SchemaCheck(contract.document())
    experiment = Experiment(name="x", states=[State(id="a", focus_component=show_text("t"))])
    persona = Persona(name="Ana", guardrails={"max_turns": 3})
    for written, schema in ((experiment, "ExperimentDefinition"), (persona, "NewPersona")):
        assert not check.faults(written.to_dict(), {"$ref": f"#/components/schemas/{schema}"})
