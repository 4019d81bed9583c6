from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.experiment_runtime import ExperimentRuntime
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_list,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.agent_config import AgentConfig
    from ..models.consent_form import ConsentForm
    from ..models.disconnect_timeout import DisconnectTimeout
    from ..models.feature_flags import FeatureFlags
    from ..models.global_components import GlobalComponents
    from ..models.instructions_page import InstructionsPage
    from ..models.post_experiment_questionnaire import PostExperimentQuestionnaire
    from ..models.roles import Roles
    from ..models.state import State
    from ..models.stimulus_mappings import StimulusMappings
    from ..models.variables import Variables
    from ..models.waiting_room_config import WaitingRoomConfig


@_attrs_define
class ExperimentFields(_Model[Any]):
    """The members of an experiment definition, none of them required: what a definition and a
    change to one have in common. The server checks the structure given here and checks each
    component's configuration separately. Further settings exist whose member names are not
    published and which are therefore not listed here: state groups, device integration (Kernel,
    Pupil Neon, EyeLink, TTL pulses), participant help messages, the completion message and
    redirect addresses. Members that are not listed are allowed everywhere and kept as they are.

    Attributes:
        name (str | Unset): Name of the experiment, at least one character. Example: Two
            viewers, one film.
        description (str | Unset): What the experiment is about, for the researchers who see it
            in the list. Example: Dyads rate their emotion while they watch a short film..
        required_participants (int | Unset): Number of participants a room needs before it
            starts. Example: 2.
        randomize_states (bool | Unset): Whether each participant meets the states in an order
            of their own. Example: false.
        states (list[State] | Unset): The states of the experiment in the order in which they
            are shown; the flow is strictly linear, without branches, jumps or loops.
        roles (Roles | Unset): The roles of the experiment by role key; roles are dealt at
            random within their participant counts and kept for the whole session. Example:
            {"viewer": {"name": "Viewer", "participantCount": 2, "mode": "human"}}.
        global_components (GlobalComponents | Unset): Components that stay available beside the
            focus component, by component type. Example: {"textchat": {"enabled": true, "config":
            {"allowMessageDeletion": false}}}.
        variables (Variables | Unset): The variables of the experiment by name; a value is
            either the full form or only the initial value, which may be any JSON value. Example:
            {"mood": 50, "film": {"type": "string", "initialValue": "harbour"}}.
        stimulus_mappings (StimulusMappings | Unset): Named tables from which stimulus addresses
            are drawn; a name starts with a letter and holds letters, digits and underscores.
            Expressions in addresses reach them through `lookup`, `sample`, `lookupAndSample` and
            `roleValue`. Example: {"faces": {"type": "category", "strategy":
            "without_replacement"}}.
        waiting_room_config (WaitingRoomConfig | Unset): How long participants wait for the
            others. Example: {"maxWaitTimeMs": 300000, "countdownTimeMs": 5000}.
        disconnect_timeout (DisconnectTimeout | Unset): What happens when a participant of a
            room with several drops out: the first disconnect starts the timer, and coming back
            restores state, role and variables. Example: {"enabled": true, "durationMs": 60000,
            "action": "complete"}.
        completion_screen_duration_ms (int | Unset): How long the completion screen stays; the
            app offers 0 to 60 s. Unit: ms. Example: 8000.
        consent_form_enabled (bool | Unset): Whether participants see the consent form of the
            three flat members. Example: true.
        consent_form_title (str | Unset): Heading of the consent form. Example: Consent to take
            part.
        consent_form_content (str | Unset): Text of the consent form in HTML; the documentation
            also allows Markdown. Example: <p>You may stop at any time.</p>.
        consent (ConsentForm | Unset): Nested form of the consent settings, as the consent page
            draws it. The types of the members are read off their names. Example: {"required": true,
            "requireScroll": true, "minimumReadTime": 10}.
        instructions_enabled (bool | Unset): Whether participants read instructions before the
            first state. Example: true.
        instructions_title (str | Unset): Heading of the instructions. Example: How it works.
        instructions_content (str | Unset): Text of the instructions in HTML. Example: <p>Watch
            the film together.</p>.
        instructions_pages (list[InstructionsPage] | Unset): The pages of the instructions in
            order.
        post_experiment_questionnaire (PostExperimentQuestionnaire | Unset): Questions after the
            last state. They may stand in pages (documentation) or in one flat list (server's
            schema).
        runtime (ExperimentRuntime | Unset): Engine that runs the experiment. Agent-only
            deployments need `v2`; without it, or with another word, the older engine runs.
        agent_config (AgentConfig | Unset): How the agents of this experiment behave, beyond
            what their personas say. Example: {"pacing": {"minDelayMs": 800}, "seed": 7}.
        feature_flags (FeatureFlags | Unset): Switches of the platform's data collection.
            Example: {"useDataCollectionV2": true}.
    """

    name: str | Unset = UNSET
    description: str | Unset = UNSET
    required_participants: int | Unset = UNSET
    randomize_states: bool | Unset = UNSET
    states: list[State] | Unset = UNSET
    roles: Roles | Unset = UNSET
    global_components: GlobalComponents | Unset = UNSET
    variables: Variables | Unset = UNSET
    stimulus_mappings: StimulusMappings | Unset = UNSET
    waiting_room_config: WaitingRoomConfig | Unset = UNSET
    disconnect_timeout: DisconnectTimeout | Unset = UNSET
    completion_screen_duration_ms: int | Unset = UNSET
    consent_form_enabled: bool | Unset = UNSET
    consent_form_title: str | Unset = UNSET
    consent_form_content: str | Unset = UNSET
    consent: ConsentForm | Unset = UNSET
    instructions_enabled: bool | Unset = UNSET
    instructions_title: str | Unset = UNSET
    instructions_content: str | Unset = UNSET
    instructions_pages: list[InstructionsPage] | Unset = UNSET
    post_experiment_questionnaire: PostExperimentQuestionnaire | Unset = UNSET
    runtime: ExperimentRuntime | Unset = UNSET
    agent_config: AgentConfig | Unset = UNSET
    feature_flags: FeatureFlags | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "name": "name",
        "description": "description",
        "requiredParticipants": "required_participants",
        "randomizeStates": "randomize_states",
        "states": "states",
        "roles": "roles",
        "globalComponents": "global_components",
        "variables": "variables",
        "stimulusMappings": "stimulus_mappings",
        "waitingRoomConfig": "waiting_room_config",
        "disconnectTimeout": "disconnect_timeout",
        "completionScreenDurationMs": "completion_screen_duration_ms",
        "consentFormEnabled": "consent_form_enabled",
        "consentFormTitle": "consent_form_title",
        "consentFormContent": "consent_form_content",
        "consent": "consent",
        "instructionsEnabled": "instructions_enabled",
        "instructionsTitle": "instructions_title",
        "instructionsContent": "instructions_content",
        "instructionsPages": "instructions_pages",
        "postExperimentQuestionnaire": "post_experiment_questionnaire",
        "runtime": "runtime",
        "agentConfig": "agent_config",
        "featureFlags": "feature_flags",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.agent_config import AgentConfig
        from ..models.consent_form import ConsentForm
        from ..models.disconnect_timeout import DisconnectTimeout
        from ..models.feature_flags import FeatureFlags
        from ..models.global_components import GlobalComponents
        from ..models.instructions_page import InstructionsPage
        from ..models.post_experiment_questionnaire import PostExperimentQuestionnaire
        from ..models.roles import Roles
        from ..models.state import State
        from ..models.stimulus_mappings import StimulusMappings
        from ..models.variables import Variables
        from ..models.waiting_room_config import WaitingRoomConfig

        rest = dict(src_dict)
        model = cls(
            name=rest.pop("name", UNSET),
            description=rest.pop("description", UNSET),
            required_participants=rest.pop("requiredParticipants", UNSET),
            randomize_states=rest.pop("randomizeStates", UNSET),
            states=parse_list(lambda item: parse_model(State, item), rest.pop("states", UNSET)),
            roles=parse_model(Roles, rest.pop("roles", UNSET)),
            global_components=parse_model(GlobalComponents, rest.pop("globalComponents", UNSET)),
            variables=parse_model(Variables, rest.pop("variables", UNSET)),
            stimulus_mappings=parse_model(StimulusMappings, rest.pop("stimulusMappings", UNSET)),
            waiting_room_config=parse_model(
                WaitingRoomConfig, rest.pop("waitingRoomConfig", UNSET)
            ),
            disconnect_timeout=parse_model(DisconnectTimeout, rest.pop("disconnectTimeout", UNSET)),
            completion_screen_duration_ms=rest.pop("completionScreenDurationMs", UNSET),
            consent_form_enabled=rest.pop("consentFormEnabled", UNSET),
            consent_form_title=rest.pop("consentFormTitle", UNSET),
            consent_form_content=rest.pop("consentFormContent", UNSET),
            consent=parse_model(ConsentForm, rest.pop("consent", UNSET)),
            instructions_enabled=rest.pop("instructionsEnabled", UNSET),
            instructions_title=rest.pop("instructionsTitle", UNSET),
            instructions_content=rest.pop("instructionsContent", UNSET),
            instructions_pages=parse_list(
                lambda item: parse_model(InstructionsPage, item),
                rest.pop("instructionsPages", UNSET),
            ),
            post_experiment_questionnaire=parse_model(
                PostExperimentQuestionnaire, rest.pop("postExperimentQuestionnaire", UNSET)
            ),
            runtime=parse_enum(ExperimentRuntime, str, rest.pop("runtime", UNSET)),
            agent_config=parse_model(AgentConfig, rest.pop("agentConfig", UNSET)),
            feature_flags=parse_model(FeatureFlags, rest.pop("featureFlags", UNSET)),
        )
        model.additional_properties = rest
        return model
