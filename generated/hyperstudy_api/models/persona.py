from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.memory_persistence import MemoryPersistence
from ..models.persona_provider import PersonaProvider
from ..models.persona_visibility import PersonaVisibility
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_list,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.agent_pacing import AgentPacing
    from ..models.cognition import Cognition
    from ..models.extra_params import ExtraParams
    from ..models.guardrails import Guardrails
    from ..models.prompt_layer import PromptLayer
    from ..models.seed_memory import SeedMemory


@_attrs_define
class Persona(_Model[Any]):
    """A reusable description of an agent that can play a role.

    Attributes:
        name (str): Name of the persona, at least one character. Example: Ana.
        id (str): Id of the persona, given by the server. Example: per_ana.
        description (None | str | Unset): What the persona is for. Example: A warm, curious
            viewer.
        prompt (None | PromptLayer | Unset): The parts of the agent's prompt.
        provider (None | PersonaProvider | Unset): Who runs the language model.
        model (None | str | Unset): Model of the provider; required when the provider is
            `custom`. Example: my-model-7b.
        temperature (float | None | Unset): Sampling temperature of the model. Example: 0.7.
        top_p (float | None | Unset): Nucleus sampling: share of the probability that is kept.
            Example: 0.9.
        max_tokens (int | None | Unset): Most tokens of one answer; reasoning models need 256 or
            more, better 512. Unit: tokens. Example: 512.
        thinking (bool | None | Unset): Whether the model's reasoning mode is asked for.
            Example: true.
        disable_thinking (bool | None | Unset): Whether the model's reasoning mode is switched
            off. Example: false.
        reasoning_effort (None | str | Unset): How much the model reasons; its words are not
            published. Example: low.
        extra_params (ExtraParams | None | Unset): Further settings passed on to the provider as
            they are.
        seed (int | None | Unset): Seed of the persona's random choices. Example: 7.
        cognition (Cognition | None | Unset): How the agent thinks (experimental).
        memory_persistence (MemoryPersistence | None | Unset): Whether the agent remembers
            earlier experiments.
        language (None | str | Unset): Language the agent speaks. Example: en.
        seed_memories (list[SeedMemory] | None | Unset): What the agent remembers from the
            start.
        guardrails (Guardrails | None | Unset): Limits of the agent.
        pacing (AgentPacing | None | Unset): How fast the agent acts.
        visibility (PersonaVisibility | Unset): Who may see and use a persona.
        owner_id (str | Unset): User who owns the persona, set by the server. Example: user_12.
        offline_cognition (None | Unset): Discarded by the server since July 2026: always null.
    """

    name: str
    id: str
    description: None | str | Unset = UNSET
    prompt: None | PromptLayer | Unset = UNSET
    provider: None | PersonaProvider | Unset = UNSET
    model: None | str | Unset = UNSET
    temperature: float | None | Unset = UNSET
    top_p: float | None | Unset = UNSET
    max_tokens: int | None | Unset = UNSET
    thinking: bool | None | Unset = UNSET
    disable_thinking: bool | None | Unset = UNSET
    reasoning_effort: None | str | Unset = UNSET
    extra_params: ExtraParams | None | Unset = UNSET
    seed: int | None | Unset = UNSET
    cognition: Cognition | None | Unset = UNSET
    memory_persistence: MemoryPersistence | None | Unset = UNSET
    language: None | str | Unset = UNSET
    seed_memories: list[SeedMemory] | None | Unset = UNSET
    guardrails: Guardrails | None | Unset = UNSET
    pacing: AgentPacing | None | Unset = UNSET
    visibility: PersonaVisibility | Unset = UNSET
    owner_id: str | Unset = UNSET
    offline_cognition: None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "name": "name",
        "id": "id",
        "description": "description",
        "prompt": "prompt",
        "provider": "provider",
        "model": "model",
        "temperature": "temperature",
        "topP": "top_p",
        "maxTokens": "max_tokens",
        "thinking": "thinking",
        "disableThinking": "disable_thinking",
        "reasoningEffort": "reasoning_effort",
        "extraParams": "extra_params",
        "seed": "seed",
        "cognition": "cognition",
        "memoryPersistence": "memory_persistence",
        "language": "language",
        "seedMemories": "seed_memories",
        "guardrails": "guardrails",
        "pacing": "pacing",
        "visibility": "visibility",
        "ownerId": "owner_id",
        "offlineCognition": "offline_cognition",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.agent_pacing import AgentPacing
        from ..models.cognition import Cognition
        from ..models.extra_params import ExtraParams
        from ..models.guardrails import Guardrails
        from ..models.prompt_layer import PromptLayer
        from ..models.seed_memory import SeedMemory

        rest = dict(src_dict)
        model = cls(
            name=rest.pop("name", UNSET),
            id=rest.pop("id", UNSET),
            description=rest.pop("description", UNSET),
            prompt=parse_model(PromptLayer, rest.pop("prompt", UNSET)),
            provider=parse_enum(PersonaProvider, str, rest.pop("provider", UNSET)),
            model=rest.pop("model", UNSET),
            temperature=rest.pop("temperature", UNSET),
            top_p=rest.pop("topP", UNSET),
            max_tokens=rest.pop("maxTokens", UNSET),
            thinking=rest.pop("thinking", UNSET),
            disable_thinking=rest.pop("disableThinking", UNSET),
            reasoning_effort=rest.pop("reasoningEffort", UNSET),
            extra_params=parse_model(ExtraParams, rest.pop("extraParams", UNSET)),
            seed=rest.pop("seed", UNSET),
            cognition=parse_model(Cognition, rest.pop("cognition", UNSET)),
            memory_persistence=parse_enum(
                MemoryPersistence, str, rest.pop("memoryPersistence", UNSET)
            ),
            language=rest.pop("language", UNSET),
            seed_memories=parse_list(
                lambda item: parse_model(SeedMemory, item), rest.pop("seedMemories", UNSET)
            ),
            guardrails=parse_model(Guardrails, rest.pop("guardrails", UNSET)),
            pacing=parse_model(AgentPacing, rest.pop("pacing", UNSET)),
            visibility=parse_enum(PersonaVisibility, str, rest.pop("visibility", UNSET)),
            owner_id=rest.pop("ownerId", UNSET),
            offline_cognition=rest.pop("offlineCognition", UNSET),
        )
        model.additional_properties = rest
        return model
