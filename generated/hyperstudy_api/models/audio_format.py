from ..types import OpenStrEnum


class AudioFormat(OpenStrEnum):
    """Format of an audio answer. The running component knows `webm` and `mp3`; `mp4` and `wav`
    are words of the settings table."""

    WEBM = "webm"
    MP3 = "mp3"
    MP4 = "mp4"
    WAV = "wav"
