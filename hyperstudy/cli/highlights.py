"""The columns that tell most of a table, for places where not all have room."""

from __future__ import annotations

HIGHLIGHTS: dict[str, tuple[str, ...]] = {
    "experiments": ("id", "name", "roomCount", "participantCount", "updatedAt"),
    "rooms": ("id", "status", "participantCount", "startTime", "duration"),
    "participants": ("id", "roomId", "role", "status", "completionCode"),
    "events": ("roomId", "participantId", "onset_sec", "category", "eventType"),
    "ratings_sparse": ("participantId", "onset_sec", "value", "stimulusTime", "responseTime"),
    "ratings_continuous": ("roomId", "participantId", "onset_sec", "value"),
    "chat": ("roomId", "senderId", "onset_sec", "content"),
}
"""By data type; not every table needs an entry."""
