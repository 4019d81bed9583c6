from ..types import OpenStrEnum


class TriggerMode(OpenStrEnum):
    """Whether a trigger is sent, awaited, or awaited and then sent on."""

    SEND = "send"
    RECEIVE = "receive"
    RECEIVE_AND_SEND = "receiveAndSend"
