from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
    Unset,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.audio_recording_config import AudioRecordingConfig
    from ..models.code_config import CodeConfig
    from ..models.continuous_rating_config import ContinuousRatingConfig
    from ..models.gaze_overlay_config import GazeOverlayConfig
    from ..models.likert_scale_config import LikertScaleConfig
    from ..models.multiple_choice_config import MultipleChoiceConfig
    from ..models.ranking_config import RankingConfig
    from ..models.rapid_rate_config import RapidRateConfig
    from ..models.scanner_pulse_recorder_config import ScannerPulseRecorderConfig
    from ..models.show_image_config import ShowImageConfig
    from ..models.show_text_config import ShowTextConfig
    from ..models.show_video_config import ShowVideoConfig
    from ..models.sparse_rating_config import SparseRatingConfig
    from ..models.text_chat_config import TextChatConfig
    from ..models.text_input_config import TextInputConfig
    from ..models.trigger_config import TriggerConfig
    from ..models.vas_rating_config import VasRatingConfig
    from ..models.video_chat_config import VideoChatConfig
    from ..models.waiting_config import WaitingConfig


@_attrs_define
class ComponentConfigs(_Model[Any]):
    """Index of the configuration schemas by component type. Nothing of this shape is sent: it says
    which schema describes the `config` of a component of each type. Text settings accept
    `{variable}` references and light HTML.

    Attributes:
        showtext (ShowTextConfig | Unset): Shows a text. A title, instructions, automatic
            advance and a viewing time exist in the app; their names are not published. Example:
            {"text": "<p>Welcome</p>", "fontSize": "large", "showContinueButton": true}.
        showimage (ShowImageConfig | Unset): Shows an image. Example: {"imageUrl":
            "https://media.example.org/harbour.jpg", "size": "large"}.
        showvideo (ShowVideoConfig | Unset): Plays a video in step for all participants of a
            room. Only library videos can be used; their addresses are signed for 3 hours. Sync
            accuracy, host control, skipping and time events exist in the app; their names are not
            published. Example: {"videoUrl": "https://media.example.org/harbour.mp4", "controls":
            false, "autoPlay": true}.
        vasrating (VasRatingConfig | Unset): A slider between two labelled ends (visual analogue
            scale). Example: {"question": "How do you feel?", "minLabel": "Very bad", "maxLabel":
            "Very good", "outputVariable": "mood"}.
        textinput (TextInputConfig | Unset): A field for a written answer. A shortest length,
            rows and limits of numbers exist in the app; their names are not published. Example:
            {"prompt": "What did you think of?", "inputType": "paragraph", "maxLength": 1000}.
        multiplechoice (MultipleChoiceConfig | Unset): A choice of one or several options.
            Drawing the options' images from a stimulus mapping is possible in the app; the names of
            those settings are not published. Example: {"question": "Which scene was best?",
            "options": ["Opening", "Ending"], "layout": "vertical"}.
        waiting (WaitingConfig | Unset): A waiting screen until everyone is ready or the time is
            over. Example: {"message": "Waiting for the other person", "durationMs": 10000}.
        code (CodeConfig | Unset): Runs JavaScript in the participant's browser. The settings
            table describes a mere display of code instead; the running component executes it.
            Example: {"script": "return Math.max(1, 2);", "displayResult": true}.
        continuousrating (ContinuousRatingConfig | Unset): A slider that is moved all the time,
            beside a video for instance. The positions, the length of the history, the reset between
            states and the idle lock (5 s) exist in the app; their names are not published. Example:
            {"prompt": "How tense are you?", "minLabel": "Calm", "maxLabel": "Tense"}.
        videochat (VideoChatConfig | Unset): Participants see and hear each other. Example:
            {"viewMode": "grid", "isAudioMuted": false, "isVideoOff": false}.
        textchat (TextChatConfig | Unset): Participants write to each other. Example:
            {"allowMessageDeletion": false}.
        rapidrate (RapidRateConfig | Unset): Several dimensions rated quickly by moving the
            pointer. Example: {"prompt": "How was this scene?", "dimensions": [{"label": "Joy",
            "minLabel": "None", "maxLabel": "A lot", "initialValue": 50}]}.
        audiorecording (AudioRecordingConfig | Unset): Records a spoken answer. Example:
            {"prompt": "Tell us what happened.", "maxRecordingTime": 120, "audioFormat": "webm"}.
        sparserating (SparseRatingConfig | Unset): Pauses a video now and then and asks for a
            rating.
        trigger (TriggerConfig | Unset): Sends or awaits a trigger of a lab device. A
            synchronized broadcast, its roles and the settings of a USB device exist in the app;
            their names are not published. Example: {"mode": "receive", "triggerType": "keyboard",
            "expectedKey": "5"}.
        ranking (RankingConfig | Unset): Things to put in order. Example: {"question": "Put the
            scenes in order.", "options": [{"text": "Opening", "value": "opening"}]}.
        scannerpulserecorder (ScannerPulseRecorderConfig | Unset): Records the pulses of an MRI
            scanner. Example: {"triggerKey": "5"}.
        likertscale (LikertScaleConfig | Unset): A choice among numbered points. Example:
            {"question": "The film moved me.", "scale": 7, "minLabel": "Not at all", "maxLabel":
            "Very much"}.
        gazeoverlay (GazeOverlayConfig | Unset): Draws where the participant looks. It writes no
            data; gaze comes from the tracker. Example: {"dotSize": 30, "showTrail": true}.
    """

    showtext: ShowTextConfig | Unset = UNSET
    showimage: ShowImageConfig | Unset = UNSET
    showvideo: ShowVideoConfig | Unset = UNSET
    vasrating: VasRatingConfig | Unset = UNSET
    textinput: TextInputConfig | Unset = UNSET
    multiplechoice: MultipleChoiceConfig | Unset = UNSET
    waiting: WaitingConfig | Unset = UNSET
    code: CodeConfig | Unset = UNSET
    continuousrating: ContinuousRatingConfig | Unset = UNSET
    videochat: VideoChatConfig | Unset = UNSET
    textchat: TextChatConfig | Unset = UNSET
    rapidrate: RapidRateConfig | Unset = UNSET
    audiorecording: AudioRecordingConfig | Unset = UNSET
    sparserating: SparseRatingConfig | Unset = UNSET
    trigger: TriggerConfig | Unset = UNSET
    ranking: RankingConfig | Unset = UNSET
    scannerpulserecorder: ScannerPulseRecorderConfig | Unset = UNSET
    likertscale: LikertScaleConfig | Unset = UNSET
    gazeoverlay: GazeOverlayConfig | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "showtext": "showtext",
        "showimage": "showimage",
        "showvideo": "showvideo",
        "vasrating": "vasrating",
        "textinput": "textinput",
        "multiplechoice": "multiplechoice",
        "waiting": "waiting",
        "code": "code",
        "continuousrating": "continuousrating",
        "videochat": "videochat",
        "textchat": "textchat",
        "rapidrate": "rapidrate",
        "audiorecording": "audiorecording",
        "sparserating": "sparserating",
        "trigger": "trigger",
        "ranking": "ranking",
        "scannerpulserecorder": "scannerpulserecorder",
        "likertscale": "likertscale",
        "gazeoverlay": "gazeoverlay",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.audio_recording_config import AudioRecordingConfig
        from ..models.code_config import CodeConfig
        from ..models.continuous_rating_config import ContinuousRatingConfig
        from ..models.gaze_overlay_config import GazeOverlayConfig
        from ..models.likert_scale_config import LikertScaleConfig
        from ..models.multiple_choice_config import MultipleChoiceConfig
        from ..models.ranking_config import RankingConfig
        from ..models.rapid_rate_config import RapidRateConfig
        from ..models.scanner_pulse_recorder_config import ScannerPulseRecorderConfig
        from ..models.show_image_config import ShowImageConfig
        from ..models.show_text_config import ShowTextConfig
        from ..models.show_video_config import ShowVideoConfig
        from ..models.sparse_rating_config import SparseRatingConfig
        from ..models.text_chat_config import TextChatConfig
        from ..models.text_input_config import TextInputConfig
        from ..models.trigger_config import TriggerConfig
        from ..models.vas_rating_config import VasRatingConfig
        from ..models.video_chat_config import VideoChatConfig
        from ..models.waiting_config import WaitingConfig

        rest = dict(src_dict)
        model = cls(
            showtext=parse_model(ShowTextConfig, rest.pop("showtext", UNSET)),
            showimage=parse_model(ShowImageConfig, rest.pop("showimage", UNSET)),
            showvideo=parse_model(ShowVideoConfig, rest.pop("showvideo", UNSET)),
            vasrating=parse_model(VasRatingConfig, rest.pop("vasrating", UNSET)),
            textinput=parse_model(TextInputConfig, rest.pop("textinput", UNSET)),
            multiplechoice=parse_model(MultipleChoiceConfig, rest.pop("multiplechoice", UNSET)),
            waiting=parse_model(WaitingConfig, rest.pop("waiting", UNSET)),
            code=parse_model(CodeConfig, rest.pop("code", UNSET)),
            continuousrating=parse_model(
                ContinuousRatingConfig, rest.pop("continuousrating", UNSET)
            ),
            videochat=parse_model(VideoChatConfig, rest.pop("videochat", UNSET)),
            textchat=parse_model(TextChatConfig, rest.pop("textchat", UNSET)),
            rapidrate=parse_model(RapidRateConfig, rest.pop("rapidrate", UNSET)),
            audiorecording=parse_model(AudioRecordingConfig, rest.pop("audiorecording", UNSET)),
            sparserating=parse_model(SparseRatingConfig, rest.pop("sparserating", UNSET)),
            trigger=parse_model(TriggerConfig, rest.pop("trigger", UNSET)),
            ranking=parse_model(RankingConfig, rest.pop("ranking", UNSET)),
            scannerpulserecorder=parse_model(
                ScannerPulseRecorderConfig, rest.pop("scannerpulserecorder", UNSET)
            ),
            likertscale=parse_model(LikertScaleConfig, rest.pop("likertscale", UNSET)),
            gazeoverlay=parse_model(GazeOverlayConfig, rest.pop("gazeoverlay", UNSET)),
        )
        model.additional_properties = rest
        return model
