"""AI-agent personas, and the catalog of what an agent's mind can be made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hyperstudy.sandbox.study.design import OWNER

if TYPE_CHECKING:
    from hyperstudy.sandbox.study.table import Row


def persona(identity: str, name: str, description: str, prompt: Row, **settings: Any) -> Row:
    """Write a persona; members of the prompt that are not given are empty."""
    document: Row = {
        "id": identity,
        "ownerId": OWNER["id"],
        "organizationId": OWNER["organizationId"],
        "name": name,
        "description": description,
        "prompt": {
            "persona": "",
            "objective": "",
            "guidance": "",
            "examples": [],
            "additionalInstructions": "",
            **prompt,
        },
        "provider": "anthropic",
        "temperature": 0.7,
        "offlineCognition": None,
        "memoryPersistence": "none",
        "language": "en",
        "seedMemories": [],
        "guardrails": {"maxTurns": 100, "budgetTokens": 500_000},
        "pacing": {"minDelayMs": 800},
        "visibility": "private",
        "createdAt": "2026-01-20T09:30:00Z",
        "updatedAt": "2026-02-03T14:05:19.480Z",
    }
    return document | settings


SELLER: Final = persona(
    "persona_seller",
    "Patient seller",
    "Wants a good price and has time.",
    {
        "persona": "You sell a used bicycle that you are fond of.",
        "objective": "Get at least 120, but do not lose the buyer.",
        "examples": ["It was serviced in spring.", "I could go down a little."],
    },
    model="claude-sonnet-4-5",
    seed=11,
    cognition={"config": {"contexts": {"talk": {"offline": {"cadence": "endOfState"}}}}},
)
BUYER: Final = persona(
    "persona_buyer",
    "Hurried buyer",
    "Needs a bicycle today.",
    {
        "persona": "You need a bicycle to get to work tomorrow.",
        "objective": "Pay as little as you can, at most 150.",
        "guidance": "Short sentences.",
    },
    provider="openai",
    model="gpt-5-mini",
    maxTokens=512,
    reasoningEffort="low",
    visibility="organization",
)
WATCHER: Final = persona(
    "persona_watcher",
    "Film watcher",
    "Watches films with a person and talks about them.",
    {"persona": "You like slow films."},
    provider="custom",
    model="lab-llama-70b",
    extraParams={"top_k": 40},
    memoryPersistence="cross-experiment",
    guardrails={
        "maxTurns": 40,
        "budgetTokens": 200_000,
        "budgetUsd": 1.5,
        "maxConsecutiveDecisionErrors": 3,
    },
    visibility="public",
)

CATALOG: Final[Row] = {
    "abilities": {
        "appraisal": {"description": "Judges what an event means for the agent's goals."},
        "theoryOfMind": {"description": "Keeps a model of what each peer wants."},
        "prediction": {"description": "Predicts the peer's next turn and learns from the error."},
        "memory": {"description": "Recalls what was said earlier."},
        "reflection": {"description": "Sums up a state after it ended."},
    },
    "recipes": {
        "reactive": ["appraisal"],
        "social": ["appraisal", "memory", "theoryOfMind"],
        "predictive": ["memory", "theoryOfMind", "prediction"],
    },
    "offlineRecipes": {"diary": ["reflection"], "consolidate": ["memory", "reflection"]},
}
"""Abilities, and the recipes that combine them."""
