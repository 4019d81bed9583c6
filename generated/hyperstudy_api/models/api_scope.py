from ..types import OpenStrEnum


class ApiScope(OpenStrEnum):
    """What a key may be allowed to do."""

    READEVENTS = "read:events"
    READRECORDINGS = "read:recordings"
    READCHAT = "read:chat"
    READVIDEOCHAT = "read:videochat"
    READRATINGS = "read:ratings"
    READSYNC = "read:sync"
    READPARTICIPANTS = "read:participants"
    READCOMPONENTS = "read:components"
    READEXPERIMENTS = "read:experiments"
    READPERSONAS = "read:personas"
    READDEPLOYMENTS = "read:deployments"
    WRITEEVENTS = "write:events"
    WRITEEXPERIMENTS = "write:experiments"
    WRITEPERSONAS = "write:personas"
    WRITEDEPLOYMENTS = "write:deployments"
    DELETEEXPERIMENTS = "delete:experiments"
    ADMINAPI_KEYS = "admin:api_keys"
    ADMINUSERS = "admin:users"
    READ = "read:*"
    VALUE_19 = "*"
