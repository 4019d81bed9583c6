"""Personas in the sandbox: made, listed, read, changed, copied, deleted."""

from __future__ import annotations

import pytest

from hyperstudy import (
    NULL,
    ForbiddenError,
    Guardrails,
    HyperStudy,
    HyperStudyWarning,
    NotFoundError,
    Persona,
    PromptLayer,
    ValidationError,
    sandbox,
)


def test_what_was_written_is_what_is_there(hs: HyperStudy) -> None:
    persona = Persona(
        name="Ana",
        prompt=PromptLayer(persona="A nurse.", examples=["Oh!"]),
        provider="anthropic",
        top_p=0.9,
        extra_params={"top_k": 40, "Stop_Words": {"a_b": NULL}},
        cognition={"config": {"contexts": {"my_film": {"offline": {"cadence": "endOfState"}}}}},
        seed_memories=[{"some_key": "Grew up by the sea."}],
        guardrails=Guardrails(max_turns=40, budget_usd=2.5),
        pacing={"min_delay_ms": 800},
        visibility="organization",
    )
    created = hs.create_persona(persona=persona)
    read = hs.get_persona(created["id"])
    sent = persona.to_dict()
    assert sent["pacing"] == {"minDelayMs": 800}
    assert sent["extraParams"] == {"top_k": 40, "Stop_Words": {"a_b": None}}
    assert {**read["prompt"], **sent["prompt"]} == read["prompt"]
    assert {name: read[name] for name in sent if name != "prompt"} == {
        name: one for name, one in sent.items() if name != "prompt"
    }
    assert created["id"] in set(hs.list_personas()["id"])
    hs.delete_persona(created["id"])
    with pytest.raises(NotFoundError):
        hs.get_persona(created["id"])


def test_a_change_leaves_the_rest(hs: HyperStudy) -> None:
    created = hs.create_persona(name="Ana", temperature=0.7, top_p=0.5)
    changed = hs.update_persona(created["id"], persona={"top_p": 0.9}, temperature=0.2)
    assert (changed["name"], changed["topP"], changed["temperature"]) == ("Ana", 0.9, 0.2)
    again = hs.update_persona(created["id"], persona=hs.get_persona(created["id"]))
    assert {**again, "updatedAt": ""} == {**changed, "updatedAt": ""}
    hs.delete_persona(created["id"])


def test_null_clears_a_member(hs: HyperStudy) -> None:
    created = hs.create_persona(
        persona=Persona(name="Ana", description=NULL, provider=NULL, model="m", temperature=0.7)
    )
    assert "description" not in created
    assert created["provider"] == "anthropic"
    changed = hs.update_persona(
        created["id"], temperature=None, model=NULL, guardrails=None, prompt=None
    )
    assert not {"temperature", "model", "guardrails"} & changed.keys()
    assert changed["prompt"] == created["prompt"]
    with pytest.raises(ValidationError, match="name"):
        hs.update_persona(created["id"], name=None)
    hs.delete_persona(created["id"])


def test_a_copy_is_private(hs: HyperStudy) -> None:
    created = hs.create_persona(name="Ana", visibility="organization")
    copy = hs.duplicate_persona(created["id"])
    assert copy["name"] == "Ana (copy)"
    assert copy["visibility"] == "private"
    assert copy["id"] != created["id"]
    hs.delete_persona(copy["id"])
    hs.delete_persona(created["id"])


def test_what_the_server_discards_is_not_sent(hs: HyperStudy) -> None:
    with pytest.warns(HyperStudyWarning, match="offlineCognition is left out") as caught:
        created = hs.create_persona(name="Ana", offlineCognition={"a": 1})
    assert caught[0].filename == __file__
    assert created["offlineCognition"] is None
    hs.delete_persona(created["id"])


def test_a_custom_provider_needs_a_model(hs: HyperStudy) -> None:
    with pytest.raises(ValidationError, match="model"):
        hs.create_persona(name="Ana", provider="custom")


def test_what_cannot_be_meant_is_told_before_a_request(
    hs: HyperStudy, server: sandbox.Sandbox
) -> None:
    before = len(server.requests)
    with pytest.raises(ValueError, match="requires a 'name'"):
        hs.create_persona(temperature=1)
    with pytest.raises(TypeError, match="list"):
        hs.create_persona(persona=["Ana"])  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="No fields"):
        hs.update_persona("per_1")
    assert len(server.requests) == before


def test_the_catalog_has_abilities_and_recipes(hs: HyperStudy) -> None:
    catalog = hs.get_cognition_catalog()
    assert set(catalog) >= {"abilities", "recipes", "offlineRecipes"}
    named = {ability for recipe in catalog["recipes"].values() for ability in recipe}
    assert named <= set(catalog["abilities"])


def test_the_scopes_of_the_key_decide(server: sandbox.Sandbox) -> None:
    key = server.add_key(scopes=["read:personas"])
    with server.client(api_key=key.text) as hs:
        hs.get_cognition_catalog()
        with pytest.raises(ForbiddenError, match="write:personas"):
            hs.create_persona(name="x")
