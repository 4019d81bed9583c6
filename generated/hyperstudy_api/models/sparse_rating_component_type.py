from ..types import OpenStrEnum


class SparseRatingComponentType(OpenStrEnum):
    """The component types that can ask for a rating during a pause."""

    VAS_RATING = "vasrating"
    MULTIPLE_CHOICE = "multiplechoice"
    TEXT_INPUT = "textinput"
    RAPID_RATE = "rapidrate"
    AUDIO_RECORDING = "audiorecording"
    RANKING = "ranking"
