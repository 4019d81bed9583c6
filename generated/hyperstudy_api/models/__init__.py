"""All the data models, each loaded when it is first asked for."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .access_check import AccessCheck
    from .access_check_answer import AccessCheckAnswer
    from .access_type import AccessType
    from .agent_action import AgentAction
    from .agent_config import AgentConfig
    from .agent_config_role_overrides import AgentConfigRoleOverrides
    from .agent_decision import AgentDecision
    from .agent_decision_answer import AgentDecisionAnswer
    from .agent_decision_list import AgentDecisionList
    from .agent_decisions_metadata import AgentDecisionsMetadata
    from .agent_deployment import AgentDeployment
    from .agent_pacing import AgentPacing
    from .agent_record_kind import AgentRecordKind
    from .agent_run import AgentRun
    from .agent_run_list import AgentRunList
    from .agent_spend import AgentSpend
    from .agent_spend_answer import AgentSpendAnswer
    from .agent_spend_per_room import AgentSpendPerRoom
    from .agent_turn_kind import AgentTurnKind
    from .api_scope import ApiScope
    from .audio_format import AudioFormat
    from .audio_recording_config import AudioRecordingConfig
    from .bin_sampling_type import BinSamplingType
    from .chain_step import ChainStep
    from .chat_message import ChatMessage
    from .chat_message_list import ChatMessageList
    from .choice_option import ChoiceOption
    from .code_config import CodeConfig
    from .cognition import Cognition
    from .cognition_ability import CognitionAbility
    from .cognition_catalog import CognitionCatalog
    from .cognition_catalog_abilities import CognitionCatalogAbilities
    from .cognition_catalog_answer import CognitionCatalogAnswer
    from .cognition_catalog_offline_recipes import CognitionCatalogOfflineRecipes
    from .cognition_catalog_recipes import CognitionCatalogRecipes
    from .completion_outcome import CompletionOutcome
    from .component_configs import ComponentConfigs
    from .component_record import ComponentRecord
    from .component_record_list import ComponentRecordList
    from .component_response import ComponentResponse
    from .component_response_ratings import ComponentResponseRatings
    from .comprehension_check import ComprehensionCheck
    from .comprehension_question import ComprehensionQuestion
    from .comprehension_question_type import ComprehensionQuestionType
    from .connection_quality import ConnectionQuality
    from .consent_form import ConsentForm
    from .continuous_rating import ContinuousRating
    from .continuous_rating_config import ContinuousRatingConfig
    from .continuous_rating_list import ContinuousRatingList
    from .countdown_position import CountdownPosition
    from .countdown_style import CountdownStyle
    from .counts import Counts
    from .counts_answer import CountsAnswer
    from .counts_counts import CountsCounts
    from .counts_has_data import CountsHasData
    from .data_availability import DataAvailability
    from .data_format import DataFormat
    from .data_metadata import DataMetadata
    from .data_scope import DataScope
    from .data_type import DataType
    from .deployment import Deployment
    from .deployment_answer import DeploymentAnswer
    from .deployment_config import DeploymentConfig
    from .deployment_list import DeploymentList
    from .deployment_request import DeploymentRequest
    from .deployment_session import DeploymentSession
    from .deployment_session_list import DeploymentSessionList
    from .deployment_status import DeploymentStatus
    from .deployment_type import DeploymentType
    from .disconnect_action import DisconnectAction
    from .disconnect_timeout import DisconnectTimeout
    from .documented_experiment import DocumentedExperiment
    from .draw_scope import DrawScope
    from .dropped_write import DroppedWrite
    from .error_answer import ErrorAnswer
    from .error_code import ErrorCode
    from .error_context import ErrorContext
    from .error_detail import ErrorDetail
    from .event import Event
    from .event_batch import EventBatch
    from .event_category import EventCategory
    from .event_context import EventContext
    from .event_list import EventList
    from .events_recorded import EventsRecorded
    from .events_recorded_answer import EventsRecordedAnswer
    from .experiment import Experiment
    from .experiment_answer import ExperimentAnswer
    from .experiment_config_answer import ExperimentConfigAnswer
    from .experiment_definition import ExperimentDefinition
    from .experiment_deleted import ExperimentDeleted
    from .experiment_deleted_answer import ExperimentDeletedAnswer
    from .experiment_enrichment import ExperimentEnrichment
    from .experiment_export import ExperimentExport
    from .experiment_export_answer import ExperimentExportAnswer
    from .experiment_export_metadata import ExperimentExportMetadata
    from .experiment_fields import ExperimentFields
    from .experiment_list import ExperimentList
    from .experiment_patch import ExperimentPatch
    from .experiment_runtime import ExperimentRuntime
    from .experiment_updated import ExperimentUpdated
    from .experiment_updated_answer import ExperimentUpdatedAnswer
    from .experiment_view import ExperimentView
    from .export_info import ExportInfo
    from .extra_params import ExtraParams
    from .eyelink_sample import EyelinkSample
    from .feature_flags import FeatureFlags
    from .focus_component import FocusComponent
    from .focus_component_config import FocusComponentConfig
    from .focus_component_role_configs import FocusComponentRoleConfigs
    from .focus_component_role_configs_additional_property import (
        FocusComponentRoleConfigsAdditionalProperty,
    )
    from .focus_component_type import FocusComponentType
    from .font_size import FontSize
    from .gaze_overlay_config import GazeOverlayConfig
    from .gaze_sample import GazeSample
    from .gaze_sample_list import GazeSampleList
    from .gaze_source import GazeSource
    from .global_component import GlobalComponent
    from .global_component_config import GlobalComponentConfig
    from .global_component_type import GlobalComponentType
    from .global_components import GlobalComponents
    from .guardrails import Guardrails
    from .health import Health
    from .health_status import HealthStatus
    from .horizontal_position import HorizontalPosition
    from .image_size import ImageSize
    from .instructions_page import InstructionsPage
    from .json_object import JsonObject
    from .layout import Layout
    from .likert_scale_config import LikertScaleConfig
    from .media_asset import MediaAsset
    from .memory_persistence import MemoryPersistence
    from .metadata_scope import MetadataScope
    from .multiple_choice_config import MultipleChoiceConfig
    from .neon_sample import NeonSample
    from .new_event import NewEvent
    from .new_persona import NewPersona
    from .numeric_validation import NumericValidation
    from .pagination import Pagination
    from .participant import Participant
    from .participant_list import ParticipantList
    from .participant_scope import ParticipantScope
    from .participant_sort_field import ParticipantSortField
    from .participant_status import ParticipantStatus
    from .peer_model import PeerModel
    from .peer_model_snapshot import PeerModelSnapshot
    from .persona import Persona
    from .persona_answer import PersonaAnswer
    from .persona_deleted import PersonaDeleted
    from .persona_deleted_answer import PersonaDeletedAnswer
    from .persona_fields import PersonaFields
    from .persona_list import PersonaList
    from .persona_patch import PersonaPatch
    from .persona_provider import PersonaProvider
    from .persona_visibility import PersonaVisibility
    from .plain_error import PlainError
    from .post_experiment_questionnaire import PostExperimentQuestionnaire
    from .prediction_update import PredictionUpdate
    from .processing import Processing
    from .prompt_layer import PromptLayer
    from .query_echo import QueryEcho
    from .questionnaire_page import QuestionnairePage
    from .questionnaire_question import QuestionnaireQuestion
    from .questionnaire_question_config import QuestionnaireQuestionConfig
    from .questionnaire_question_type import QuestionnaireQuestionType
    from .ranked_item import RankedItem
    from .ranking_config import RankingConfig
    from .ranking_option import RankingOption
    from .rapid_rate_config import RapidRateConfig
    from .rapid_rate_dimension import RapidRateDimension
    from .rating_kind import RatingKind
    from .rating_labels import RatingLabels
    from .rating_metadata import RatingMetadata
    from .rating_scale import RatingScale
    from .recording import Recording
    from .recording_link import RecordingLink
    from .recording_link_answer import RecordingLinkAnswer
    from .recording_list import RecordingList
    from .recording_media_type import RecordingMediaType
    from .recording_metadata import RecordingMetadata
    from .recording_status import RecordingStatus
    from .response_interaction import ResponseInteraction
    from .response_status import ResponseStatus
    from .response_timestamps import ResponseTimestamps
    from .role import Role
    from .role_mode import RoleMode
    from .role_problem import RoleProblem
    from .roles import Roles
    from .room import Room
    from .room_batch import RoomBatch
    from .room_batch_answer import RoomBatchAnswer
    from .room_list import RoomList
    from .room_status import RoomStatus
    from .room_stopped import RoomStopped
    from .room_stopped_answer import RoomStoppedAnswer
    from .run_more_request import RunMoreRequest
    from .sampling_strategy import SamplingStrategy
    from .scanner_pulse_recorder_config import ScannerPulseRecorderConfig
    from .screen_corner import ScreenCorner
    from .seed_memory import SeedMemory
    from .share_answer import ShareAnswer
    from .share_permissions import SharePermissions
    from .share_request import ShareRequest
    from .share_target_type import ShareTargetType
    from .show_image_config import ShowImageConfig
    from .show_text_config import ShowTextConfig
    from .show_video_config import ShowVideoConfig
    from .sort_order import SortOrder
    from .sparse_rating import SparseRating
    from .sparse_rating_component import SparseRatingComponent
    from .sparse_rating_component_config import SparseRatingComponentConfig
    from .sparse_rating_component_type import SparseRatingComponentType
    from .sparse_rating_config import SparseRatingConfig
    from .sparse_rating_config_state_configurations import (
        SparseRatingConfigStateConfigurations,
    )
    from .sparse_rating_data import SparseRatingData
    from .sparse_rating_distribution import SparseRatingDistribution
    from .sparse_rating_distribution_parameters import (
        SparseRatingDistributionParameters,
    )
    from .sparse_rating_distribution_type import SparseRatingDistributionType
    from .sparse_rating_list import SparseRatingList
    from .sparse_rating_state_configuration import SparseRatingStateConfiguration
    from .state import State
    from .state_global_components_visibility import StateGlobalComponentsVisibility
    from .stimulus_mapping import StimulusMapping
    from .stimulus_mapping_type import StimulusMappingType
    from .stimulus_mappings import StimulusMappings
    from .sync_metric import SyncMetric
    from .sync_metric_list import SyncMetricList
    from .text_align import TextAlign
    from .text_chat_config import TextChatConfig
    from .text_input_config import TextInputConfig
    from .text_input_type import TextInputType
    from .text_style import TextStyle
    from .track_type import TrackType
    from .transition_rules import TransitionRules
    from .trigger_config import TriggerConfig
    from .trigger_mode import TriggerMode
    from .trigger_type import TriggerType
    from .validation_result import ValidationResult
    from .validation_result_response import ValidationResultResponse
    from .variable_definition import VariableDefinition
    from .variable_source import VariableSource
    from .variable_timeline_row import VariableTimelineRow
    from .variable_type import VariableType
    from .variable_values import VariableValues
    from .variable_write import VariableWrite
    from .variable_write_list import VariableWriteList
    from .variables import Variables
    from .variables_metadata import VariablesMetadata
    from .vas_rating_config import VasRatingConfig
    from .vertical_position import VerticalPosition
    from .video_chat_config import VideoChatConfig
    from .video_chat_event import VideoChatEvent
    from .video_chat_event_list import VideoChatEventList
    from .video_chat_event_type import VideoChatEventType
    from .video_chat_view_mode import VideoChatViewMode
    from .waiting_config import WaitingConfig
    from .waiting_room_config import WaitingRoomConfig

_HOMES = {
    "AccessCheck": ".access_check",
    "AccessCheckAnswer": ".access_check_answer",
    "AccessType": ".access_type",
    "AgentAction": ".agent_action",
    "AgentConfig": ".agent_config",
    "AgentConfigRoleOverrides": ".agent_config_role_overrides",
    "AgentDecision": ".agent_decision",
    "AgentDecisionAnswer": ".agent_decision_answer",
    "AgentDecisionList": ".agent_decision_list",
    "AgentDecisionsMetadata": ".agent_decisions_metadata",
    "AgentDeployment": ".agent_deployment",
    "AgentPacing": ".agent_pacing",
    "AgentRecordKind": ".agent_record_kind",
    "AgentRun": ".agent_run",
    "AgentRunList": ".agent_run_list",
    "AgentSpend": ".agent_spend",
    "AgentSpendAnswer": ".agent_spend_answer",
    "AgentSpendPerRoom": ".agent_spend_per_room",
    "AgentTurnKind": ".agent_turn_kind",
    "ApiScope": ".api_scope",
    "AudioFormat": ".audio_format",
    "AudioRecordingConfig": ".audio_recording_config",
    "BinSamplingType": ".bin_sampling_type",
    "ChainStep": ".chain_step",
    "ChatMessage": ".chat_message",
    "ChatMessageList": ".chat_message_list",
    "ChoiceOption": ".choice_option",
    "CodeConfig": ".code_config",
    "Cognition": ".cognition",
    "CognitionAbility": ".cognition_ability",
    "CognitionCatalog": ".cognition_catalog",
    "CognitionCatalogAbilities": ".cognition_catalog_abilities",
    "CognitionCatalogAnswer": ".cognition_catalog_answer",
    "CognitionCatalogOfflineRecipes": ".cognition_catalog_offline_recipes",
    "CognitionCatalogRecipes": ".cognition_catalog_recipes",
    "CompletionOutcome": ".completion_outcome",
    "ComponentConfigs": ".component_configs",
    "ComponentRecord": ".component_record",
    "ComponentRecordList": ".component_record_list",
    "ComponentResponse": ".component_response",
    "ComponentResponseRatings": ".component_response_ratings",
    "ComprehensionCheck": ".comprehension_check",
    "ComprehensionQuestion": ".comprehension_question",
    "ComprehensionQuestionType": ".comprehension_question_type",
    "ConnectionQuality": ".connection_quality",
    "ConsentForm": ".consent_form",
    "ContinuousRating": ".continuous_rating",
    "ContinuousRatingConfig": ".continuous_rating_config",
    "ContinuousRatingList": ".continuous_rating_list",
    "CountdownPosition": ".countdown_position",
    "CountdownStyle": ".countdown_style",
    "Counts": ".counts",
    "CountsAnswer": ".counts_answer",
    "CountsCounts": ".counts_counts",
    "CountsHasData": ".counts_has_data",
    "DataAvailability": ".data_availability",
    "DataFormat": ".data_format",
    "DataMetadata": ".data_metadata",
    "DataScope": ".data_scope",
    "DataType": ".data_type",
    "Deployment": ".deployment",
    "DeploymentAnswer": ".deployment_answer",
    "DeploymentConfig": ".deployment_config",
    "DeploymentList": ".deployment_list",
    "DeploymentRequest": ".deployment_request",
    "DeploymentSession": ".deployment_session",
    "DeploymentSessionList": ".deployment_session_list",
    "DeploymentStatus": ".deployment_status",
    "DeploymentType": ".deployment_type",
    "DisconnectAction": ".disconnect_action",
    "DisconnectTimeout": ".disconnect_timeout",
    "DocumentedExperiment": ".documented_experiment",
    "DrawScope": ".draw_scope",
    "DroppedWrite": ".dropped_write",
    "ErrorAnswer": ".error_answer",
    "ErrorCode": ".error_code",
    "ErrorContext": ".error_context",
    "ErrorDetail": ".error_detail",
    "Event": ".event",
    "EventBatch": ".event_batch",
    "EventCategory": ".event_category",
    "EventContext": ".event_context",
    "EventList": ".event_list",
    "EventsRecorded": ".events_recorded",
    "EventsRecordedAnswer": ".events_recorded_answer",
    "Experiment": ".experiment",
    "ExperimentAnswer": ".experiment_answer",
    "ExperimentConfigAnswer": ".experiment_config_answer",
    "ExperimentDefinition": ".experiment_definition",
    "ExperimentDeleted": ".experiment_deleted",
    "ExperimentDeletedAnswer": ".experiment_deleted_answer",
    "ExperimentEnrichment": ".experiment_enrichment",
    "ExperimentExport": ".experiment_export",
    "ExperimentExportAnswer": ".experiment_export_answer",
    "ExperimentExportMetadata": ".experiment_export_metadata",
    "ExperimentFields": ".experiment_fields",
    "ExperimentList": ".experiment_list",
    "ExperimentPatch": ".experiment_patch",
    "ExperimentRuntime": ".experiment_runtime",
    "ExperimentUpdated": ".experiment_updated",
    "ExperimentUpdatedAnswer": ".experiment_updated_answer",
    "ExperimentView": ".experiment_view",
    "ExportInfo": ".export_info",
    "ExtraParams": ".extra_params",
    "EyelinkSample": ".eyelink_sample",
    "FeatureFlags": ".feature_flags",
    "FocusComponent": ".focus_component",
    "FocusComponentConfig": ".focus_component_config",
    "FocusComponentRoleConfigs": ".focus_component_role_configs",
    "FocusComponentRoleConfigsAdditionalProperty": ".focus_component_role_configs_additional_property",
    "FocusComponentType": ".focus_component_type",
    "FontSize": ".font_size",
    "GazeOverlayConfig": ".gaze_overlay_config",
    "GazeSample": ".gaze_sample",
    "GazeSampleList": ".gaze_sample_list",
    "GazeSource": ".gaze_source",
    "GlobalComponent": ".global_component",
    "GlobalComponentConfig": ".global_component_config",
    "GlobalComponentType": ".global_component_type",
    "GlobalComponents": ".global_components",
    "Guardrails": ".guardrails",
    "Health": ".health",
    "HealthStatus": ".health_status",
    "HorizontalPosition": ".horizontal_position",
    "ImageSize": ".image_size",
    "InstructionsPage": ".instructions_page",
    "JsonObject": ".json_object",
    "Layout": ".layout",
    "LikertScaleConfig": ".likert_scale_config",
    "MediaAsset": ".media_asset",
    "MemoryPersistence": ".memory_persistence",
    "MetadataScope": ".metadata_scope",
    "MultipleChoiceConfig": ".multiple_choice_config",
    "NeonSample": ".neon_sample",
    "NewEvent": ".new_event",
    "NewPersona": ".new_persona",
    "NumericValidation": ".numeric_validation",
    "Pagination": ".pagination",
    "Participant": ".participant",
    "ParticipantList": ".participant_list",
    "ParticipantScope": ".participant_scope",
    "ParticipantSortField": ".participant_sort_field",
    "ParticipantStatus": ".participant_status",
    "PeerModel": ".peer_model",
    "PeerModelSnapshot": ".peer_model_snapshot",
    "Persona": ".persona",
    "PersonaAnswer": ".persona_answer",
    "PersonaDeleted": ".persona_deleted",
    "PersonaDeletedAnswer": ".persona_deleted_answer",
    "PersonaFields": ".persona_fields",
    "PersonaList": ".persona_list",
    "PersonaPatch": ".persona_patch",
    "PersonaProvider": ".persona_provider",
    "PersonaVisibility": ".persona_visibility",
    "PlainError": ".plain_error",
    "PostExperimentQuestionnaire": ".post_experiment_questionnaire",
    "PredictionUpdate": ".prediction_update",
    "Processing": ".processing",
    "PromptLayer": ".prompt_layer",
    "QueryEcho": ".query_echo",
    "QuestionnairePage": ".questionnaire_page",
    "QuestionnaireQuestion": ".questionnaire_question",
    "QuestionnaireQuestionConfig": ".questionnaire_question_config",
    "QuestionnaireQuestionType": ".questionnaire_question_type",
    "RankedItem": ".ranked_item",
    "RankingConfig": ".ranking_config",
    "RankingOption": ".ranking_option",
    "RapidRateConfig": ".rapid_rate_config",
    "RapidRateDimension": ".rapid_rate_dimension",
    "RatingKind": ".rating_kind",
    "RatingLabels": ".rating_labels",
    "RatingMetadata": ".rating_metadata",
    "RatingScale": ".rating_scale",
    "Recording": ".recording",
    "RecordingLink": ".recording_link",
    "RecordingLinkAnswer": ".recording_link_answer",
    "RecordingList": ".recording_list",
    "RecordingMediaType": ".recording_media_type",
    "RecordingMetadata": ".recording_metadata",
    "RecordingStatus": ".recording_status",
    "ResponseInteraction": ".response_interaction",
    "ResponseStatus": ".response_status",
    "ResponseTimestamps": ".response_timestamps",
    "Role": ".role",
    "RoleMode": ".role_mode",
    "RoleProblem": ".role_problem",
    "Roles": ".roles",
    "Room": ".room",
    "RoomBatch": ".room_batch",
    "RoomBatchAnswer": ".room_batch_answer",
    "RoomList": ".room_list",
    "RoomStatus": ".room_status",
    "RoomStopped": ".room_stopped",
    "RoomStoppedAnswer": ".room_stopped_answer",
    "RunMoreRequest": ".run_more_request",
    "SamplingStrategy": ".sampling_strategy",
    "ScannerPulseRecorderConfig": ".scanner_pulse_recorder_config",
    "ScreenCorner": ".screen_corner",
    "SeedMemory": ".seed_memory",
    "ShareAnswer": ".share_answer",
    "SharePermissions": ".share_permissions",
    "ShareRequest": ".share_request",
    "ShareTargetType": ".share_target_type",
    "ShowImageConfig": ".show_image_config",
    "ShowTextConfig": ".show_text_config",
    "ShowVideoConfig": ".show_video_config",
    "SortOrder": ".sort_order",
    "SparseRating": ".sparse_rating",
    "SparseRatingComponent": ".sparse_rating_component",
    "SparseRatingComponentConfig": ".sparse_rating_component_config",
    "SparseRatingComponentType": ".sparse_rating_component_type",
    "SparseRatingConfig": ".sparse_rating_config",
    "SparseRatingConfigStateConfigurations": ".sparse_rating_config_state_configurations",
    "SparseRatingData": ".sparse_rating_data",
    "SparseRatingDistribution": ".sparse_rating_distribution",
    "SparseRatingDistributionParameters": ".sparse_rating_distribution_parameters",
    "SparseRatingDistributionType": ".sparse_rating_distribution_type",
    "SparseRatingList": ".sparse_rating_list",
    "SparseRatingStateConfiguration": ".sparse_rating_state_configuration",
    "State": ".state",
    "StateGlobalComponentsVisibility": ".state_global_components_visibility",
    "StimulusMapping": ".stimulus_mapping",
    "StimulusMappingType": ".stimulus_mapping_type",
    "StimulusMappings": ".stimulus_mappings",
    "SyncMetric": ".sync_metric",
    "SyncMetricList": ".sync_metric_list",
    "TextAlign": ".text_align",
    "TextChatConfig": ".text_chat_config",
    "TextInputConfig": ".text_input_config",
    "TextInputType": ".text_input_type",
    "TextStyle": ".text_style",
    "TrackType": ".track_type",
    "TransitionRules": ".transition_rules",
    "TriggerConfig": ".trigger_config",
    "TriggerMode": ".trigger_mode",
    "TriggerType": ".trigger_type",
    "ValidationResult": ".validation_result",
    "ValidationResultResponse": ".validation_result_response",
    "VariableDefinition": ".variable_definition",
    "VariableSource": ".variable_source",
    "VariableTimelineRow": ".variable_timeline_row",
    "VariableType": ".variable_type",
    "VariableValues": ".variable_values",
    "VariableWrite": ".variable_write",
    "VariableWriteList": ".variable_write_list",
    "Variables": ".variables",
    "VariablesMetadata": ".variables_metadata",
    "VasRatingConfig": ".vas_rating_config",
    "VerticalPosition": ".vertical_position",
    "VideoChatConfig": ".video_chat_config",
    "VideoChatEvent": ".video_chat_event",
    "VideoChatEventList": ".video_chat_event_list",
    "VideoChatEventType": ".video_chat_event_type",
    "VideoChatViewMode": ".video_chat_view_mode",
    "WaitingConfig": ".waiting_config",
    "WaitingRoomConfig": ".waiting_room_config",
}

__all__ = (
    "AccessCheck",
    "AccessCheckAnswer",
    "AccessType",
    "AgentAction",
    "AgentConfig",
    "AgentConfigRoleOverrides",
    "AgentDecision",
    "AgentDecisionAnswer",
    "AgentDecisionList",
    "AgentDecisionsMetadata",
    "AgentDeployment",
    "AgentPacing",
    "AgentRecordKind",
    "AgentRun",
    "AgentRunList",
    "AgentSpend",
    "AgentSpendAnswer",
    "AgentSpendPerRoom",
    "AgentTurnKind",
    "ApiScope",
    "AudioFormat",
    "AudioRecordingConfig",
    "BinSamplingType",
    "ChainStep",
    "ChatMessage",
    "ChatMessageList",
    "ChoiceOption",
    "CodeConfig",
    "Cognition",
    "CognitionAbility",
    "CognitionCatalog",
    "CognitionCatalogAbilities",
    "CognitionCatalogAnswer",
    "CognitionCatalogOfflineRecipes",
    "CognitionCatalogRecipes",
    "CompletionOutcome",
    "ComponentConfigs",
    "ComponentRecord",
    "ComponentRecordList",
    "ComponentResponse",
    "ComponentResponseRatings",
    "ComprehensionCheck",
    "ComprehensionQuestion",
    "ComprehensionQuestionType",
    "ConnectionQuality",
    "ConsentForm",
    "ContinuousRating",
    "ContinuousRatingConfig",
    "ContinuousRatingList",
    "CountdownPosition",
    "CountdownStyle",
    "Counts",
    "CountsAnswer",
    "CountsCounts",
    "CountsHasData",
    "DataAvailability",
    "DataFormat",
    "DataMetadata",
    "DataScope",
    "DataType",
    "Deployment",
    "DeploymentAnswer",
    "DeploymentConfig",
    "DeploymentList",
    "DeploymentRequest",
    "DeploymentSession",
    "DeploymentSessionList",
    "DeploymentStatus",
    "DeploymentType",
    "DisconnectAction",
    "DisconnectTimeout",
    "DocumentedExperiment",
    "DrawScope",
    "DroppedWrite",
    "ErrorAnswer",
    "ErrorCode",
    "ErrorContext",
    "ErrorDetail",
    "Event",
    "EventBatch",
    "EventCategory",
    "EventContext",
    "EventList",
    "EventsRecorded",
    "EventsRecordedAnswer",
    "Experiment",
    "ExperimentAnswer",
    "ExperimentConfigAnswer",
    "ExperimentDefinition",
    "ExperimentDeleted",
    "ExperimentDeletedAnswer",
    "ExperimentEnrichment",
    "ExperimentExport",
    "ExperimentExportAnswer",
    "ExperimentExportMetadata",
    "ExperimentFields",
    "ExperimentList",
    "ExperimentPatch",
    "ExperimentRuntime",
    "ExperimentUpdated",
    "ExperimentUpdatedAnswer",
    "ExperimentView",
    "ExportInfo",
    "ExtraParams",
    "EyelinkSample",
    "FeatureFlags",
    "FocusComponent",
    "FocusComponentConfig",
    "FocusComponentRoleConfigs",
    "FocusComponentRoleConfigsAdditionalProperty",
    "FocusComponentType",
    "FontSize",
    "GazeOverlayConfig",
    "GazeSample",
    "GazeSampleList",
    "GazeSource",
    "GlobalComponent",
    "GlobalComponentConfig",
    "GlobalComponentType",
    "GlobalComponents",
    "Guardrails",
    "Health",
    "HealthStatus",
    "HorizontalPosition",
    "ImageSize",
    "InstructionsPage",
    "JsonObject",
    "Layout",
    "LikertScaleConfig",
    "MediaAsset",
    "MemoryPersistence",
    "MetadataScope",
    "MultipleChoiceConfig",
    "NeonSample",
    "NewEvent",
    "NewPersona",
    "NumericValidation",
    "Pagination",
    "Participant",
    "ParticipantList",
    "ParticipantScope",
    "ParticipantSortField",
    "ParticipantStatus",
    "PeerModel",
    "PeerModelSnapshot",
    "Persona",
    "PersonaAnswer",
    "PersonaDeleted",
    "PersonaDeletedAnswer",
    "PersonaFields",
    "PersonaList",
    "PersonaPatch",
    "PersonaProvider",
    "PersonaVisibility",
    "PlainError",
    "PostExperimentQuestionnaire",
    "PredictionUpdate",
    "Processing",
    "PromptLayer",
    "QueryEcho",
    "QuestionnairePage",
    "QuestionnaireQuestion",
    "QuestionnaireQuestionConfig",
    "QuestionnaireQuestionType",
    "RankedItem",
    "RankingConfig",
    "RankingOption",
    "RapidRateConfig",
    "RapidRateDimension",
    "RatingKind",
    "RatingLabels",
    "RatingMetadata",
    "RatingScale",
    "Recording",
    "RecordingLink",
    "RecordingLinkAnswer",
    "RecordingList",
    "RecordingMediaType",
    "RecordingMetadata",
    "RecordingStatus",
    "ResponseInteraction",
    "ResponseStatus",
    "ResponseTimestamps",
    "Role",
    "RoleMode",
    "RoleProblem",
    "Roles",
    "Room",
    "RoomBatch",
    "RoomBatchAnswer",
    "RoomList",
    "RoomStatus",
    "RoomStopped",
    "RoomStoppedAnswer",
    "RunMoreRequest",
    "SamplingStrategy",
    "ScannerPulseRecorderConfig",
    "ScreenCorner",
    "SeedMemory",
    "ShareAnswer",
    "SharePermissions",
    "ShareRequest",
    "ShareTargetType",
    "ShowImageConfig",
    "ShowTextConfig",
    "ShowVideoConfig",
    "SortOrder",
    "SparseRating",
    "SparseRatingComponent",
    "SparseRatingComponentConfig",
    "SparseRatingComponentType",
    "SparseRatingConfig",
    "SparseRatingConfigStateConfigurations",
    "SparseRatingData",
    "SparseRatingDistribution",
    "SparseRatingDistributionParameters",
    "SparseRatingDistributionType",
    "SparseRatingList",
    "SparseRatingStateConfiguration",
    "State",
    "StateGlobalComponentsVisibility",
    "StimulusMapping",
    "StimulusMappingType",
    "StimulusMappings",
    "SyncMetric",
    "SyncMetricList",
    "TextAlign",
    "TextChatConfig",
    "TextInputConfig",
    "TextInputType",
    "TextStyle",
    "TrackType",
    "TransitionRules",
    "TriggerConfig",
    "TriggerMode",
    "TriggerType",
    "ValidationResult",
    "ValidationResultResponse",
    "VariableDefinition",
    "VariableSource",
    "VariableTimelineRow",
    "VariableType",
    "VariableValues",
    "VariableWrite",
    "VariableWriteList",
    "Variables",
    "VariablesMetadata",
    "VasRatingConfig",
    "VerticalPosition",
    "VideoChatConfig",
    "VideoChatEvent",
    "VideoChatEventList",
    "VideoChatEventType",
    "VideoChatViewMode",
    "WaitingConfig",
    "WaitingRoomConfig",
)


def __getattr__(name: str) -> object:
    # One operation needs a few of them; loading all takes longer than the request.
    if name in _HOMES:
        return getattr(import_module(_HOMES[name], __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
