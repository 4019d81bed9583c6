from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.access_type import AccessType
from ..models.experiment_runtime import ExperimentRuntime
from ..types import (
    UNSET,
    Unset,
    parse_enum,
    parse_list,
    parse_model,
    parse_time,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.agent_config import AgentConfig
    from ..models.consent_form import ConsentForm
    from ..models.disconnect_timeout import DisconnectTimeout
    from ..models.feature_flags import FeatureFlags
    from ..models.global_components import GlobalComponents
    from ..models.instructions_page import InstructionsPage
    from ..models.json_object import JsonObject
    from ..models.post_experiment_questionnaire import PostExperimentQuestionnaire
    from ..models.roles import Roles
    from ..models.state import State
    from ..models.stimulus_mappings import StimulusMappings
    from ..models.variables import Variables
    from ..models.waiting_room_config import WaitingRoomConfig


@_attrs_define
class Experiment(_Model[Any]):
    """An experiment: its definition, and beside it owner, counts and times. Rows of a list in
    `summary` view hold a part only.

    Attributes:
        id (str): Identifier of the experiment. Example: exp_7.
        name (str): Name of the experiment, at least one character. Example: Two viewers, one
            film.
        owner_id (None | str | Unset): User id of the owner; missing in lists. Example: user_1.
        owner_email (None | str | Unset): E-mail address of the owner. Example:
            dana@example.org.
        organization_id (None | str | Unset): Organization that owns the experiment. Example:
            org_5.
        access_type (AccessType | None | Unset): Why the caller sees it; lists only.
        visibility (None | str | Unset): Who can see it; summary view only, values unpublished.
            Example: private.
        effective_data_permissions (JsonObject | None | Unset): What the caller may do with the
            data; browser sessions only.
        states_count (int | None | Unset): Number of states; summary view only. Example: 6.
        room_count (int | None | Unset): Number of rooms. Example: 20.
        participant_count (int | None | Unset): Number of participants. Example: 40.
        created_at (datetime.datetime | None | Unset): When it was made. Old servers sent mixed
            types here. Example: 2026-03-02T09:00:04.250Z.
        updated_at (datetime.datetime | None | Unset): When it was last changed. Example:
            2026-03-02T09:07:01.250Z.
        description (None | str | Unset): What the experiment is about, for the researchers who
            see it in the list. Example: Dyads rate their emotion while they watch a short film..
        required_participants (int | None | Unset): Number of participants a room needs before
            it starts. Example: 2.
        randomize_states (bool | None | Unset): Whether each participant meets the states in an
            order of their own. Example: false.
        states (list[State] | None | Unset): The states of the experiment in the order in which
            they are shown; the flow is strictly linear, without branches, jumps or loops.
        roles (None | Roles | Unset): The roles of the experiment by role key.
        global_components (GlobalComponents | None | Unset): Components that stay available
            beside the focus component, by component type.
        variables (None | Unset | Variables): The variables of the experiment by name.
        stimulus_mappings (None | StimulusMappings | Unset): Named tables from which stimulus
            addresses are drawn.
        waiting_room_config (None | Unset | WaitingRoomConfig): How long participants wait for
            the others.
        disconnect_timeout (DisconnectTimeout | None | Unset): What happens when a participant
            of a room with several drops out.
        completion_screen_duration_ms (int | None | Unset): How long the completion screen
            stays; the app offers 0 to 60 s. Unit: ms. Example: 8000.
        consent_form_enabled (bool | None | Unset): Whether participants see the consent form of
            the three flat members. Example: true.
        consent_form_title (None | str | Unset): Heading of the consent form. Example: Consent
            to take part.
        consent_form_content (None | str | Unset): Text of the consent form in HTML; the
            documentation also allows Markdown. Example: <p>You may stop at any time.</p>.
        consent (ConsentForm | None | Unset): The nested form of the consent settings, as drawn
            on the consent page; the server's own schema knows only the flat members.
        instructions_enabled (bool | None | Unset): Whether participants read instructions
            before the first state. Example: true.
        instructions_title (None | str | Unset): Heading of the instructions. Example: How it
            works.
        instructions_content (None | str | Unset): Text of the instructions in HTML. Example:
            <p>Watch the film together.</p>.
        instructions_pages (list[InstructionsPage] | None | Unset): The pages of the
            instructions in order.
        post_experiment_questionnaire (None | PostExperimentQuestionnaire | Unset): Questions
            after the last state.
        runtime (ExperimentRuntime | None | Unset): Engine that runs the experiment.
        agent_config (AgentConfig | None | Unset): How the agents of this experiment behave,
            beyond what their personas say.
        feature_flags (FeatureFlags | None | Unset): Switches of the platform's data collection.
    """

    id: str
    name: str
    owner_id: None | str | Unset = UNSET
    owner_email: None | str | Unset = UNSET
    organization_id: None | str | Unset = UNSET
    access_type: AccessType | None | Unset = UNSET
    visibility: None | str | Unset = UNSET
    effective_data_permissions: JsonObject | None | Unset = UNSET
    states_count: int | None | Unset = UNSET
    room_count: int | None | Unset = UNSET
    participant_count: int | None | Unset = UNSET
    created_at: datetime.datetime | None | Unset = UNSET
    updated_at: datetime.datetime | None | Unset = UNSET
    description: None | str | Unset = UNSET
    required_participants: int | None | Unset = UNSET
    randomize_states: bool | None | Unset = UNSET
    states: list[State] | None | Unset = UNSET
    roles: None | Roles | Unset = UNSET
    global_components: GlobalComponents | None | Unset = UNSET
    variables: None | Unset | Variables = UNSET
    stimulus_mappings: None | StimulusMappings | Unset = UNSET
    waiting_room_config: None | Unset | WaitingRoomConfig = UNSET
    disconnect_timeout: DisconnectTimeout | None | Unset = UNSET
    completion_screen_duration_ms: int | None | Unset = UNSET
    consent_form_enabled: bool | None | Unset = UNSET
    consent_form_title: None | str | Unset = UNSET
    consent_form_content: None | str | Unset = UNSET
    consent: ConsentForm | None | Unset = UNSET
    instructions_enabled: bool | None | Unset = UNSET
    instructions_title: None | str | Unset = UNSET
    instructions_content: None | str | Unset = UNSET
    instructions_pages: list[InstructionsPage] | None | Unset = UNSET
    post_experiment_questionnaire: None | PostExperimentQuestionnaire | Unset = UNSET
    runtime: ExperimentRuntime | None | Unset = UNSET
    agent_config: AgentConfig | None | Unset = UNSET
    feature_flags: FeatureFlags | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "name": "name",
        "ownerId": "owner_id",
        "ownerEmail": "owner_email",
        "organizationId": "organization_id",
        "accessType": "access_type",
        "visibility": "visibility",
        "effectiveDataPermissions": "effective_data_permissions",
        "statesCount": "states_count",
        "roomCount": "room_count",
        "participantCount": "participant_count",
        "createdAt": "created_at",
        "updatedAt": "updated_at",
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
        from ..models.json_object import JsonObject
        from ..models.post_experiment_questionnaire import PostExperimentQuestionnaire
        from ..models.roles import Roles
        from ..models.state import State
        from ..models.stimulus_mappings import StimulusMappings
        from ..models.variables import Variables
        from ..models.waiting_room_config import WaitingRoomConfig

        rest = dict(src_dict)
        model = cls(
            id=rest.pop("id", UNSET),
            name=rest.pop("name", UNSET),
            owner_id=rest.pop("ownerId", UNSET),
            owner_email=rest.pop("ownerEmail", UNSET),
            organization_id=rest.pop("organizationId", UNSET),
            access_type=parse_enum(AccessType, str, rest.pop("accessType", UNSET)),
            visibility=rest.pop("visibility", UNSET),
            effective_data_permissions=parse_model(
                JsonObject, rest.pop("effectiveDataPermissions", UNSET)
            ),
            states_count=rest.pop("statesCount", UNSET),
            room_count=rest.pop("roomCount", UNSET),
            participant_count=rest.pop("participantCount", UNSET),
            created_at=parse_time(rest.pop("createdAt", UNSET)),
            updated_at=parse_time(rest.pop("updatedAt", UNSET)),
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
