from ..types import OpenStrEnum


class GlobalComponentType(OpenStrEnum):
    """The component types that can stay available beside the focus component."""

    CONTINUOUS_RATING = "continuousrating"
    VIDEO_CHAT = "videochat"
    TEXT_CHAT = "textchat"
    SPARSE_RATING = "sparserating"
    SCANNER_PULSE_RECORDER = "scannerpulserecorder"
    GAZE_OVERLAY = "gazeoverlay"
