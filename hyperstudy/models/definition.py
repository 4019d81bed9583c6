"""What an experiment is written with: one class for each kind of object.

Written by `nox -s regenerate` from spec/openapi.yaml and spec/authoring.yaml: change those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from .authored import Authored, new_id
from .words import ComponentType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class TransitionRules(Authored):
    """When the state gives way to the next one.

    What is None is not sent, and `hyperstudy.NULL` sends null. `to_dict` gives the JSON
    that is sent, `from_dict` takes JSON as it is.

    Parameters
    ----------
    type : str, optional
        Any text is accepted. The designer stores `TIMED` (needs a duration), `SYNCHRONIZED`
        (all participants move on together when the focus component is completed) or an
        empty text (the participant clicks Continue); the server's schema names `auto`,
        `manual` and `timed` as examples. Known: "TIMED", "SYNCHRONIZED", "", "auto",
        "manual", "timed".
    duration_ms : int, optional
        How long the state lasts when it is timed. In ms. At least 0.
    **members
        Members that the contract does not name; they are sent as they are.

    Raises
    ------
    InputError
        If a value is not allowed, or cannot be said in JSON.
    """

    _schema = "TransitionRules"

    type: str | None
    duration_ms: int | None

    def __init__(
        self, /, *, type: str | None = None, duration_ms: int | None = None, **members: Any
    ) -> None:
        self._take({"type": type, "duration_ms": duration_ms}, keywords=members)


class FocusComponent(Authored):
    """The component in the centre of a state.

    Beside the members listed here the app knows an inline stimulus, a title, instructions,
    a size and role visibility, whose names are not published. What is None is not sent, and
    `hyperstudy.NULL` sends null. `to_dict` gives the JSON that is sent, `from_dict` takes
    JSON as it is.

    Parameters
    ----------
    type : str
        What a focus component is, as the definition spells it. Data records use other
        spellings of the same names: compare without case and underscores.
    id : str, optional
        Id of the component; the Python SDK makes one of 8 hexadecimal characters. A new one
        is made unless given.
    config : mapping, optional
        Settings of the component. Which ones there are depends on `type`. Any further
        members are allowed and kept. Empty unless given.
    role_configs : mapping of str to mapping, optional
        Settings that differ for a role, by role: only the differences to `config`. One page
        uses role names as keys, others the role's index from 0 written as text.
    **members
        Members that the contract does not name; they are sent as they are.

    Raises
    ------
    InputError
        If a value is not allowed, or cannot be said in JSON.
    """

    _schema = "FocusComponent"
    _fresh: ClassVar[Mapping[str, Any]] = {"config": dict, "id": new_id}
    _words: ClassVar[Mapping[str, Any]] = {"type": ComponentType}

    type: ComponentType
    id: str
    config: dict[str, Any]
    role_configs: dict[str, dict[str, Any]] | None

    def __init__(
        self,
        /,
        *,
        type: ComponentType | str,
        id: str | None = None,
        config: Mapping[str, Any] | None = None,
        role_configs: Mapping[str, Mapping[str, Any]] | None = None,
        **members: Any,
    ) -> None:
        self._take(
            {"type": type, "id": id, "config": config, "role_configs": role_configs},
            keywords=members,
        )


class State(Authored):
    """One step of the experiment: what is in focus and when it ends.

    What is None is not sent, and `hyperstudy.NULL` sends null. `to_dict` gives the JSON
    that is sent, `from_dict` takes JSON as it is.

    Parameters
    ----------
    id : str
        Id of the state, unique within the experiment.
    name : str, optional
        Name shown to the researcher.
    order : int, optional
        Position of the state, from 0. At least 0.
    focus_component : FocusComponent or mapping, optional
        The component in the centre of a state. Beside the members listed here the app knows
        an inline stimulus, a title, instructions, a size and role visibility, whose names
        are not published.
    transition_rules : TransitionRules or mapping, optional
        When the state gives way to the next one.
    global_components_visibility : mapping of str to bool, optional
        Whether each global component is visible in this state, by component type.
    **members
        Members that the contract does not name; they are sent as they are.

    Raises
    ------
    InputError
        If a value is not allowed, or cannot be said in JSON.
    """

    _schema = "State"

    id: str
    name: str | None
    order: int | None
    focus_component: FocusComponent | None
    transition_rules: TransitionRules | None
    global_components_visibility: dict[str, bool] | None

    def __init__(
        self,
        /,
        *,
        id: str,
        name: str | None = None,
        order: int | None = None,
        focus_component: FocusComponent | Mapping[str, Any] | None = None,
        transition_rules: TransitionRules | Mapping[str, Any] | None = None,
        global_components_visibility: Mapping[str, bool] | None = None,
        **members: Any,
    ) -> None:
        self._take(
            {
                "id": id,
                "name": name,
                "order": order,
                "focus_component": focus_component,
                "transition_rules": transition_rules,
                "global_components_visibility": global_components_visibility,
            },
            keywords=members,
        )


class Role(Authored):
    """A part that participants or agents play.

    The app also knows a description, minimum and maximum participants, permissions and
    component visibility, whose names are not published. What is None is not sent, and
    `hyperstudy.NULL` sends null. `to_dict` gives the JSON that is sent, `from_dict` takes
    JSON as it is.

    Parameters
    ----------
    name : str, optional
        Name of the role. The role whose name equals a video's `hostRole` (upper and lower
        case alike) controls that video.
    participant_count : int, optional
        How many participants play the role in one room. At least 0.
    mode : {"human", "agent"}, optional
        Who plays the role. The platform takes "human" when it is not sent.
    persona_id : str, optional
        Persona that plays the role; needed when `mode` is `agent`.
    **members
        Members that the contract does not name; they are sent as they are.

    Raises
    ------
    InputError
        If a value is not allowed, or cannot be said in JSON.
    """

    _schema = "Role"

    name: str | None
    participant_count: int | None
    mode: str | None
    persona_id: str | None

    def __init__(
        self,
        /,
        *,
        name: str | None = None,
        participant_count: int | None = None,
        mode: str | None = None,
        persona_id: str | None = None,
        **members: Any,
    ) -> None:
        self._take(
            {
                "name": name,
                "participant_count": participant_count,
                "mode": mode,
                "persona_id": persona_id,
            },
            keywords=members,
        )


class PromptLayer(Authored):
    """The parts of an agent's prompt.

    Parts that are not set come back as empty texts and lists. What is None is not sent, and
    `hyperstudy.NULL` sends null. `to_dict` gives the JSON that is sent, `from_dict` takes
    JSON as it is.

    Parameters
    ----------
    persona : str, optional
        Who the agent is.
    objective : str, optional
        What the agent tries to reach.
    guidance : str, optional
        How the agent should go about it.
    examples : sequence of str, optional
        Sample utterances or answers.
    additional_instructions : str, optional
        Anything else the agent should know.
    **members
        Members that the contract does not name; they are sent as they are.

    Raises
    ------
    InputError
        If a value is not allowed, or cannot be said in JSON.
    """

    _schema = "PromptLayer"

    persona: str | None
    objective: str | None
    guidance: str | None
    examples: list[str] | None
    additional_instructions: str | None

    def __init__(
        self,
        /,
        *,
        persona: str | None = None,
        objective: str | None = None,
        guidance: str | None = None,
        examples: Sequence[str] | None = None,
        additional_instructions: str | None = None,
        **members: Any,
    ) -> None:
        self._take(
            {
                "persona": persona,
                "objective": objective,
                "guidance": guidance,
                "examples": examples,
                "additional_instructions": additional_instructions,
            },
            keywords=members,
        )


class AgentConfig(Authored):
    """How the agents of this experiment behave, beyond what their personas say.

    What is None is not sent, and `hyperstudy.NULL` sends null. `to_dict` gives the JSON
    that is sent, `from_dict` takes JSON as it is.

    Parameters
    ----------
    role_overrides : mapping of str to PromptLayer or mapping, optional
        Prompt text by role key, appended to the persona's prompt; it never replaces it.
    pacing : mapping, optional
        How fast agents act; free form. `minDelayMs` is the only member seen.
    seed : int, optional
        Seed of the agents' random choices.
    **members
        Members that the contract does not name; they are sent as they are.

    Raises
    ------
    InputError
        If a value is not allowed, or cannot be said in JSON.
    """

    _schema = "AgentConfig"

    role_overrides: dict[str, PromptLayer] | None
    pacing: dict[str, Any] | None
    seed: int | None

    def __init__(
        self,
        /,
        *,
        role_overrides: Mapping[str, PromptLayer | Mapping[str, Any]] | None = None,
        pacing: Mapping[str, Any] | None = None,
        seed: int | None = None,
        **members: Any,
    ) -> None:
        self._take(
            {"role_overrides": role_overrides, "pacing": pacing, "seed": seed}, keywords=members
        )


class Guardrails(Authored):
    """Limits of an agent; it stops when a budget is used up.

    What is None is not sent, and `hyperstudy.NULL` sends null. `to_dict` gives the JSON
    that is sent, `from_dict` takes JSON as it is.

    Parameters
    ----------
    max_turns : int, optional
        Most turns of the agent in one room. At least 1. The platform takes 100 when it is
        not sent.
    budget_tokens : int, optional
        Most tokens the agent may use. In tokens. At least 1000. The platform takes 500000
        when it is not sent.
    budget_usd : float, optional
        Most money the agent may spend. In USD. Above 0.
    max_consecutive_decision_errors : int, optional
        Failed decisions in a row after which the agent stops. At least 1.
    **members
        Members that the contract does not name; they are sent as they are.

    Raises
    ------
    InputError
        If a value is not allowed, or cannot be said in JSON.
    """

    _schema = "Guardrails"

    max_turns: int | None
    budget_tokens: int | None
    budget_usd: float | None
    max_consecutive_decision_errors: int | None

    def __init__(
        self,
        /,
        *,
        max_turns: int | None = None,
        budget_tokens: int | None = None,
        budget_usd: float | None = None,
        max_consecutive_decision_errors: int | None = None,
        **members: Any,
    ) -> None:
        self._take(
            {
                "max_turns": max_turns,
                "budget_tokens": budget_tokens,
                "budget_usd": budget_usd,
                "max_consecutive_decision_errors": max_consecutive_decision_errors,
            },
            keywords=members,
        )


class Persona(Authored):
    """A persona to create.

    What is None is not sent, and `hyperstudy.NULL` sends null. `to_dict` gives the JSON
    that is sent, `from_dict` takes JSON as it is.

    Parameters
    ----------
    name : str
        Name of the persona, at least one character.
    description : str, optional
        What the persona is for.
    prompt : PromptLayer or mapping, optional
        The parts of an agent's prompt. Parts that are not set come back as empty texts and
        lists.
    provider : {"anthropic", "openai", "gemini", "custom"}, optional
        Who runs the language model. A `custom` provider is a public https endpoint that
        speaks the OpenAI chat completions protocol with tool calls. The platform takes
        "anthropic" when it is not sent.
    model : str, optional
        Model of the provider; required when the provider is `custom`.
    temperature : float, optional
        Sampling temperature of the model.
    top_p : float, optional
        Nucleus sampling: share of the probability that is kept.
    max_tokens : int, optional
        Most tokens of one answer; reasoning models need 256 or more, better 512. In tokens.
    thinking : bool, optional
        Whether the model's reasoning mode is asked for.
    disable_thinking : bool, optional
        Whether the model's reasoning mode is switched off.
    reasoning_effort : str, optional
        How much the model reasons; its words are not published.
    extra_params : mapping, optional
        Further settings passed on to the provider as they are.
    seed : int, optional
        Seed of the persona's random choices.
    cognition : mapping, optional
        Experimental: how the agent thinks. Offline loops live at
        `config.contexts.<name>.offline`, with for instance a `cadence` of `endOfState`. The
        names of contexts are the user's own.
    memory_persistence : {"none", "cross-experiment"}, optional
        Whether an agent remembers earlier experiments. The platform takes "none" when it is
        not sent.
    language : str, optional
        Language the agent speaks.
    seed_memories : sequence of mapping, optional
        What the agent remembers from the start.
    guardrails : Guardrails or mapping, optional
        Limits of an agent; it stops when a budget is used up.
    pacing : mapping, optional
        How fast agents act; free form. `minDelayMs` is the only member seen.
    visibility : {"private", "organization", "public"}, optional
        Who may see and use the persona; honoured only at creation.
    **members
        Members that the contract does not name; they are sent as they are.

    Raises
    ------
    InputError
        If a value is not allowed, or cannot be said in JSON.
    """

    _schema = "NewPersona"

    name: str
    description: str | None
    prompt: PromptLayer | None
    provider: str | None
    model: str | None
    temperature: float | None
    top_p: float | None
    max_tokens: int | None
    thinking: bool | None
    disable_thinking: bool | None
    reasoning_effort: str | None
    extra_params: dict[str, Any] | None
    seed: int | None
    cognition: dict[str, Any] | None
    memory_persistence: str | None
    language: str | None
    seed_memories: list[dict[str, Any]] | None
    guardrails: Guardrails | None
    pacing: dict[str, Any] | None
    visibility: str | None

    def __init__(
        self,
        /,
        *,
        name: str,
        description: str | None = None,
        prompt: PromptLayer | Mapping[str, Any] | None = None,
        provider: str | None = None,
        model: str | None = None,
        temperature: float | None = None,
        top_p: float | None = None,
        max_tokens: int | None = None,
        thinking: bool | None = None,
        disable_thinking: bool | None = None,
        reasoning_effort: str | None = None,
        extra_params: Mapping[str, Any] | None = None,
        seed: int | None = None,
        cognition: Mapping[str, Any] | None = None,
        memory_persistence: str | None = None,
        language: str | None = None,
        seed_memories: Sequence[Mapping[str, Any]] | None = None,
        guardrails: Guardrails | Mapping[str, Any] | None = None,
        pacing: Mapping[str, Any] | None = None,
        visibility: str | None = None,
        **members: Any,
    ) -> None:
        self._take(
            {
                "name": name,
                "description": description,
                "prompt": prompt,
                "provider": provider,
                "model": model,
                "temperature": temperature,
                "top_p": top_p,
                "max_tokens": max_tokens,
                "thinking": thinking,
                "disable_thinking": disable_thinking,
                "reasoning_effort": reasoning_effort,
                "extra_params": extra_params,
                "seed": seed,
                "cognition": cognition,
                "memory_persistence": memory_persistence,
                "language": language,
                "seed_memories": seed_memories,
                "guardrails": guardrails,
                "pacing": pacing,
                "visibility": visibility,
            },
            keywords=members,
        )


class WaitingRoomConfig(Authored):
    """How long participants wait for the others.

    What is None is not sent, and `hyperstudy.NULL` sends null. `to_dict` gives the JSON
    that is sent, `from_dict` takes JSON as it is.

    Parameters
    ----------
    max_wait_time_ms : int, optional
        Longest wait before the participant is let go. In ms. At least 0.
    countdown_time_ms : int, optional
        Countdown once the room is complete. In ms. At least 0.
    **members
        Members that the contract does not name; they are sent as they are.

    Raises
    ------
    InputError
        If a value is not allowed, or cannot be said in JSON.
    """

    _schema = "WaitingRoomConfig"

    max_wait_time_ms: int | None
    countdown_time_ms: int | None

    def __init__(
        self,
        /,
        *,
        max_wait_time_ms: int | None = None,
        countdown_time_ms: int | None = None,
        **members: Any,
    ) -> None:
        self._take(
            {"max_wait_time_ms": max_wait_time_ms, "countdown_time_ms": countdown_time_ms},
            keywords=members,
        )


class DisconnectTimeout(Authored):
    """What happens when a participant of a room with several drops out.

    The first disconnect starts the timer, and coming back restores state, role and
    variables. What is None is not sent, and `hyperstudy.NULL` sends null. `to_dict` gives
    the JSON that is sent, `from_dict` takes JSON as it is.

    Parameters
    ----------
    enabled : bool, optional
        Whether the timer runs. The platform takes False when it is not sent.
    duration_ms : int, optional
        How long the others wait. In ms. At least 0. The platform takes 60000 when it is not
        sent.
    auto_reconnect_delay : int, optional
        Pause before the app tries to connect again. In ms. At least 0.
    action : {"complete"}, optional
        What is done when the time is over: `complete` ends the experiment for the others.
    **members
        Members that the contract does not name; they are sent as they are.

    Raises
    ------
    InputError
        If a value is not allowed, or cannot be said in JSON.
    """

    _schema = "DisconnectTimeout"

    enabled: bool | None
    duration_ms: int | None
    auto_reconnect_delay: int | None
    action: str | None

    def __init__(
        self,
        /,
        *,
        enabled: bool | None = None,
        duration_ms: int | None = None,
        auto_reconnect_delay: int | None = None,
        action: str | None = None,
        **members: Any,
    ) -> None:
        self._take(
            {
                "enabled": enabled,
                "duration_ms": duration_ms,
                "auto_reconnect_delay": auto_reconnect_delay,
                "action": action,
            },
            keywords=members,
        )


class InstructionsPage(Authored):
    """One page of the instructions.

    Blocks with images, videos, inline and unscored questions exist since early 2026; their
    member names are not published. What is None is not sent, and `hyperstudy.NULL` sends
    null. `to_dict` gives the JSON that is sent, `from_dict` takes JSON as it is.

    Parameters
    ----------
    title : str, optional
        Heading of the page.
    content : str, optional
        Text of the page in HTML.
    questions : mapping, optional
        Questions that show whether the participant has understood the page. Member names
        and defaults are documented; JSON types are read off their meaning.
    **members
        Members that the contract does not name; they are sent as they are.

    Raises
    ------
    InputError
        If a value is not allowed, or cannot be said in JSON.
    """

    _schema = "InstructionsPage"

    title: str | None
    content: str | None
    questions: dict[str, Any] | None

    def __init__(
        self,
        /,
        *,
        title: str | None = None,
        content: str | None = None,
        questions: Mapping[str, Any] | None = None,
        **members: Any,
    ) -> None:
        self._take({"title": title, "content": content, "questions": questions}, keywords=members)


class PostExperimentQuestionnaire(Authored):
    """Questions after the last state.

    They may stand in pages (documentation) or in one flat list (server's schema). What is
    None is not sent, and `hyperstudy.NULL` sends null. `to_dict` gives the JSON that is
    sent, `from_dict` takes JSON as it is.

    Parameters
    ----------
    enabled : bool, optional
        Whether the questionnaire is shown.
    required : bool, optional
        Whether it must be answered. The platform takes True when it is not sent.
    allow_back_navigation : bool, optional
        Whether the participant may go back a page. The platform takes True when it is not
        sent.
    pages : sequence of mapping, optional
        The pages in order.
    questions : sequence of mapping, optional
        The questions in one list, without pages.
    **members
        Members that the contract does not name; they are sent as they are.

    Raises
    ------
    InputError
        If a value is not allowed, or cannot be said in JSON.
    """

    _schema = "PostExperimentQuestionnaire"

    enabled: bool | None
    required: bool | None
    allow_back_navigation: bool | None
    pages: list[dict[str, Any]] | None
    questions: list[dict[str, Any]] | None

    def __init__(
        self,
        /,
        *,
        enabled: bool | None = None,
        required: bool | None = None,
        allow_back_navigation: bool | None = None,
        pages: Sequence[Mapping[str, Any]] | None = None,
        questions: Sequence[Mapping[str, Any]] | None = None,
        **members: Any,
    ) -> None:
        self._take(
            {
                "enabled": enabled,
                "required": required,
                "allow_back_navigation": allow_back_navigation,
                "pages": pages,
                "questions": questions,
            },
            keywords=members,
        )


class Experiment(Authored):
    """A whole experiment as a researcher designs it.

    What is sent to create or validate an experiment and what the configuration and the
    export give back. Only the name is required. What is None is not sent, and
    `hyperstudy.NULL` sends null. `to_dict` gives the JSON that is sent, `from_dict` takes
    JSON as it is.

    Parameters
    ----------
    name : str
        Name of the experiment, at least one character.
    description : str, optional
        What the experiment is about, for the researchers who see it in the list.
    required_participants : int, optional
        Number of participants a room needs before it starts. At least 1. The platform takes
        1 when it is not sent.
    randomize_states : bool, optional
        Whether each participant meets the states in an order of their own.
    states : sequence of State or mapping, optional
        The states of the experiment in the order in which they are shown; the flow is
        strictly linear, without branches, jumps or loops.
    roles : mapping of str to Role or mapping, optional
        The roles of the experiment by role key; roles are dealt at random within their
        participant counts and kept for the whole session.
    global_components : mapping of str to mapping, optional
        Components that stay available beside the focus component, by component type.
    variables : mapping of str to object, optional
        The variables of the experiment by name; a value is either the full form or only the
        initial value, which may be any JSON value.
    stimulus_mappings : mapping of str to mapping, optional
        Named tables from which stimulus addresses are drawn; a name starts with a letter
        and holds letters, digits and underscores. Expressions in addresses reach them
        through `lookup`, `sample`, `lookupAndSample` and `roleValue`.
    waiting_room_config : WaitingRoomConfig or mapping, optional
        How long participants wait for the others.
    disconnect_timeout : DisconnectTimeout or mapping, optional
        What happens when a participant of a room with several drops out: the first
        disconnect starts the timer, and coming back restores state, role and variables.
    completion_screen_duration_ms : int, optional
        How long the completion screen stays; the app offers 0 to 60 s. In ms. At least 0.
        The platform takes 5000 when it is not sent.
    consent_form_enabled : bool, optional
        Whether participants see the consent form of the three flat members.
    consent_form_title : str, optional
        Heading of the consent form.
    consent_form_content : str, optional
        Text of the consent form in HTML; the documentation also allows Markdown.
    consent : mapping, optional
        Nested form of the consent settings, as the consent page draws it; the server's own
        schema knows only the flat members. The types of the members are read off their
        names.
    instructions_enabled : bool, optional
        Whether participants read instructions before the first state.
    instructions_title : str, optional
        Heading of the instructions.
    instructions_content : str, optional
        Text of the instructions in HTML.
    instructions_pages : sequence of InstructionsPage or mapping, optional
        The pages of the instructions in order.
    post_experiment_questionnaire : PostExperimentQuestionnaire or mapping, optional
        Questions after the last state. They may stand in pages (documentation) or in one
        flat list (server's schema).
    runtime : {"v2"}, optional
        Engine that runs the experiment. Agent-only deployments need `v2`; without it, or
        with another word, the older engine runs.
    agent_config : AgentConfig or mapping, optional
        How the agents of this experiment behave, beyond what their personas say.
    feature_flags : mapping, optional
        Switches of the platform's data collection.
    **members
        Members that the contract does not name; they are sent as they are.

    Raises
    ------
    InputError
        If a value is not allowed, or cannot be said in JSON.
    """

    _schema = "ExperimentDefinition"

    name: str
    description: str | None
    required_participants: int | None
    randomize_states: bool | None
    states: list[State] | None
    roles: dict[str, Role] | None
    global_components: dict[str, dict[str, Any]] | None
    variables: dict[str, Any] | None
    stimulus_mappings: dict[str, dict[str, Any]] | None
    waiting_room_config: WaitingRoomConfig | None
    disconnect_timeout: DisconnectTimeout | None
    completion_screen_duration_ms: int | None
    consent_form_enabled: bool | None
    consent_form_title: str | None
    consent_form_content: str | None
    consent: dict[str, Any] | None
    instructions_enabled: bool | None
    instructions_title: str | None
    instructions_content: str | None
    instructions_pages: list[InstructionsPage] | None
    post_experiment_questionnaire: PostExperimentQuestionnaire | None
    runtime: str | None
    agent_config: AgentConfig | None
    feature_flags: dict[str, Any] | None

    def __init__(
        self,
        /,
        *,
        name: str,
        description: str | None = None,
        required_participants: int | None = None,
        randomize_states: bool | None = None,
        states: Sequence[State | Mapping[str, Any]] | None = None,
        roles: Mapping[str, Role | Mapping[str, Any]] | None = None,
        global_components: Mapping[str, Mapping[str, Any]] | None = None,
        variables: Mapping[str, Any] | None = None,
        stimulus_mappings: Mapping[str, Mapping[str, Any]] | None = None,
        waiting_room_config: WaitingRoomConfig | Mapping[str, Any] | None = None,
        disconnect_timeout: DisconnectTimeout | Mapping[str, Any] | None = None,
        completion_screen_duration_ms: int | None = None,
        consent_form_enabled: bool | None = None,
        consent_form_title: str | None = None,
        consent_form_content: str | None = None,
        consent: Mapping[str, Any] | None = None,
        instructions_enabled: bool | None = None,
        instructions_title: str | None = None,
        instructions_content: str | None = None,
        instructions_pages: Sequence[InstructionsPage | Mapping[str, Any]] | None = None,
        post_experiment_questionnaire: PostExperimentQuestionnaire
        | Mapping[str, Any]
        | None = None,
        runtime: str | None = None,
        agent_config: AgentConfig | Mapping[str, Any] | None = None,
        feature_flags: Mapping[str, Any] | None = None,
        **members: Any,
    ) -> None:
        self._take(
            {
                "name": name,
                "description": description,
                "required_participants": required_participants,
                "randomize_states": randomize_states,
                "states": states,
                "roles": roles,
                "global_components": global_components,
                "variables": variables,
                "stimulus_mappings": stimulus_mappings,
                "waiting_room_config": waiting_room_config,
                "disconnect_timeout": disconnect_timeout,
                "completion_screen_duration_ms": completion_screen_duration_ms,
                "consent_form_enabled": consent_form_enabled,
                "consent_form_title": consent_form_title,
                "consent_form_content": consent_form_content,
                "consent": consent,
                "instructions_enabled": instructions_enabled,
                "instructions_title": instructions_title,
                "instructions_content": instructions_content,
                "instructions_pages": instructions_pages,
                "post_experiment_questionnaire": post_experiment_questionnaire,
                "runtime": runtime,
                "agent_config": agent_config,
                "feature_flags": feature_flags,
            },
            keywords=members,
        )
