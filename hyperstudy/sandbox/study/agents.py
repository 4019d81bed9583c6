"""Agents only: two personas haggle over a bicycle, without anybody in the room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hyperstudy.sandbox.study.definitions import course, enrichment, state, variable
from hyperstudy.sandbox.study.design import Agents, Campaign, Design
from hyperstudy.sandbox.study.personas import BUYER, SELLER

if TYPE_CHECKING:
    from hyperstudy.sandbox.study.table import Row

_LINES: Final = {
    "seller": (
        "Good morning. It is a fine bicycle.",
        "I was thinking of 180.",
        "It was serviced in spring.",
        "Let me think about that.",
        "I could go down to 150.",
        "The lights are new.",
        "For 135 it is yours.",
    ),
    "buyer": (
        "Hi. Is it still for sale?",
        "That's too much for me.",
        "100, right now.",
        "The chain looks worn.",
        "I need it today.",
        "120?",
        "Meet me in the middle?",
    ),
}


def _experiment(minutes: float) -> Row:
    seconds = minutes * 30
    definition: Row = {
        "name": "Bicycle market: two agents haggle",
        "description": "An agent-only study of offers and concessions.",
        "requiredParticipants": 2,
        "runtime": "v2",
        "randomizeStates": False,
        "states": [
            state(
                0, "Expectation", "expectation", "vasrating",
                {"question": "What price do you expect?", "minLabel": "0", "maxLabel": "200",
                 "minValue": "0", "maxValue": "200", "step": 5, "required": True,
                 "outputVariable": "expectedPrice"},
            ),
            state(
                1, "First round", "round_1", "textchat", {"allowSendingMessages": True},
                seconds=seconds, shows=("textchat",),
            ),
            state(
                2, "Offer", "offer", "textinput",
                {"prompt": "Write down your offer.", "inputType": "shortAnswer", "required": True,
                 "outputVariable": "offer"},
            ),
            state(
                3, "Second round", "round_2", "textchat", {"allowSendingMessages": True},
                seconds=seconds, shows=("textchat",),
            ),
            state(
                4, "Deal", "deal", "multiplechoice",
                {"question": "Do you agree?",
                 "options": [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}],
                 "required": True, "outputVariable": "agreed"},
            ),
            state(
                5, "Trust", "trust", "likertscale",
                {"question": "How much do you trust the other one?", "scale": 7,
                 "minLabel": "not at all", "maxLabel": "fully", "required": True,
                 "outputVariable": "trust"},
            ),
        ],
        "roles": {
            "seller": {"name": "Seller", "participantCount": 1, "mode": "agent",
                       "personaId": SELLER["id"]},
            "buyer": {"name": "Buyer", "participantCount": 1, "mode": "agent",
                      "personaId": BUYER["id"]},
        },
        "globalComponents": {
            "textchat": {"enabled": True, "config": {"allowSendingMessages": True}},
        },
        "variables": {
            "product": variable("string", "bicycle", "What is for sale"),
            "listPrice": variable("number", 180, "Price on the sign"),
            "agreed": variable("string", None, "Last word on the deal"),
        },
        "agentConfig": {
            "roleOverrides": {"seller": {"guidance": "Never mention your lowest price."}},
            "pacing": {"minDelayMs": 500},
            "seed": 7,
        },
    }  # fmt: skip
    return enrichment(
        "exp_agents", "2026-02-16T11:00:00Z", "2026-02-27T17:45:03.210Z", **definition
    )


def design(minutes: float | None) -> Design:
    """Write the study on paper, with two rounds of half the given minutes each."""
    length = 4.0 if minutes is None else minutes
    return Design(
        name="agents",
        key="agents",
        experiment=_experiment(length),
        sizes=(2,),
        roles=("seller", "buyer"),
        campaigns=(
            Campaign("dep_agents_trial", "Trial", "completed", kind="agent-only"),
            Campaign("dep_agents_main", "Full run", "active", kind="agent-only"),
        ),
        rooms=8,
        minutes=length,
        fates=course({3: "dropped", 6: "failed"}),
        crisis="round_2",
        texts={"offer": ("100", "120, today", "145", "150 with lights", "160")},
        agents=Agents({"seller": SELLER, "buyer": BUYER}, _LINES),
    )
