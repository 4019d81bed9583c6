from ..types import OpenStrEnum


class DataType(OpenStrEnum):
    """What an answer holds. Seen in answers: events, recordings, ratings and the words from
    `experiments` on; the others are the words of the published client (variables and counts
    by analogy)."""

    EVENTS = "events"
    RECORDINGS = "recordings"
    CHAT = "chat"
    VIDEOCHAT = "videochat"
    SYNC = "sync"
    RATINGS = "ratings"
    EYETRACKING = "eyetracking"
    COMPONENTS = "components"
    PARTICIPANTS = "participants"
    ROOMS = "rooms"
    VARIABLES = "variables"
    COUNTS = "counts"
    EXPERIMENTS = "experiments"
    EXPERIMENT = "experiment"
    EXPERIMENT_EXPORT = "experimentExport"
    DEPLOYMENTS = "deployments"
    DEPLOYMENT = "deployment"
    SESSIONS = "sessions"
    AGENT_DECISIONS = "agentDecisions"
    AGENT_RUNS = "agentRuns"
