from ..types import OpenStrEnum


class FocusComponentType(OpenStrEnum):
    """What a focus component is, as the definition spells it. Data records use other spellings
    of the same names: compare without case and underscores."""

    SHOW_TEXT = "showtext"
    SHOW_IMAGE = "showimage"
    SHOW_VIDEO = "showvideo"
    VAS_RATING = "vasrating"
    TEXT_INPUT = "textinput"
    MULTIPLE_CHOICE = "multiplechoice"
    WAITING = "waiting"
    CODE = "code"
    CONTINUOUS_RATING = "continuousrating"
    VIDEO_CHAT = "videochat"
    TEXT_CHAT = "textchat"
    RAPID_RATE = "rapidrate"
    AUDIO_RECORDING = "audiorecording"
    SPARSE_RATING = "sparserating"
    TRIGGER = "trigger"
    RANKING = "ranking"
    SCANNER_PULSE_RECORDER = "scannerpulserecorder"
    LIKERT_SCALE = "likertscale"
    GAZE_OVERLAY = "gazeoverlay"
