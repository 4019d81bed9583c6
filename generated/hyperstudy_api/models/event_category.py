from ..types import OpenStrEnum


class EventCategory(OpenStrEnum):
    """Group that an event belongs to. Questionnaire answers are found under `post_experiment`
    (documentation) or `questionnaire` (observed): ask for both. `continuous_rating` and
    `recording` are inferred names of groups that are known to exist. New values may come;
    keep a value you don't know."""

    COMPONENT = "component"
    STATE = "state"
    MEDIA = "media"
    COMMUNICATION = "communication"
    SYNC = "sync"
    SYSTEM = "system"
    PRE_EXPERIMENT = "pre_experiment"
    POST_EXPERIMENT = "post_experiment"
    QUESTIONNAIRE = "questionnaire"
    EXPERIMENT = "experiment"
    SPARSE_RATING = "sparse_rating"
    SCANNER = "scanner"
    CONTINUOUS_RATING = "continuous_rating"
    RECORDING = "recording"
