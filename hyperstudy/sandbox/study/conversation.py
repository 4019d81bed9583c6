"""Chat messages, and the connections of the video chat."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hyperstudy.sandbox.study.moments import SECOND
from hyperstudy.sandbox.study.randomness import stream
from hyperstudy.sandbox.study.writing import RowWriter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hyperstudy.sandbox.study.design import Design
    from hyperstudy.sandbox.study.people import Person
    from hyperstudy.sandbox.study.room import Run, Visit
    from hyperstudy.sandbox.study.table import Timed


class Message(NamedTuple):
    """Something said in the chat."""

    instant: int
    sender: Person
    content: str
    deleted: bool
    visit: Visit


def _away(run: Run, person: Person, instant: int) -> bool:
    if not person.present(instant):
        return True
    return (
        run.away is not None
        and run.away[0] == person.seat
        and (run.away[1] <= instant < run.away[2])
    )


def messages(design: Design, run: Run, seed: int) -> Iterator[Message]:
    """Let the people talk wherever the chat is to be seen."""
    for visit in run.visits:
        if not visit.shows("textchat"):
            continue
        rng = stream(seed, run.index, visit.index, "chat")
        # Some groups have little to say.
        patience = rng.uniform(2.5, 9.0) * SECOND
        at = visit.start + round(rng.uniform(0.3, 1.0) * patience)
        sender = rng.choice(run.people)
        while at < visit.end - 500:
            if not _away(run, sender, at):
                lines = design.agents.lines[sender.role] if design.agents else design.lines
                deleted = rng.random() < 0.02
                yield Message(at, sender, rng.choice(lines), deleted, visit)
            if rng.random() < 0.72 and len(run.people) > 1:
                sender = rng.choice([person for person in run.people if person is not sender])
            at += round(rng.uniform(0.5, 1.8) * patience)


def chat(design: Design, run: Run, seed: int) -> list[Timed]:
    """Write the chat of a room."""
    writer = RowWriter(design, run, "msg", "messageId")
    for message in messages(design, run, seed):
        writer.note(
            message.instant,
            message.sender,
            senderId=message.sender.id,
            senderName=message.sender.name,
            content=message.content,
            recipientIds=[person.id for person in run.people if person is not message.sender],
            messageType="text",
            deleted=True if message.deleted else ...,
        )
    return writer.sorted()


def video_chat(design: Design, run: Run, seed: int) -> list[Timed]:
    """Write who was connected, what they sent, and how well it came through."""
    writer = RowWriter(design, run, "vc", "id")
    if "videochat" not in design.global_components or run.started is None:
        return []
    closed = run.visits[-1].end
    for person in run.people:
        rng = stream(seed, run.index, person.seat, "connection")
        arrived = person.joined + rng.randint(200, 900)
        left = min(closed, person.left or closed)
        stretches = [(arrived, left)]
        if run.away is not None and run.away[0] == person.seat:
            stretches = [(arrived, run.away[1]), (run.away[2], left)]
        for begin, end in stretches:
            common = {"participantName": person.name}
            writer.note(
                begin,
                person,
                **common,
                eventType="participant_connected",
                trackType=None,
                trackSid=None,
                connectionQuality=None,
                duration=None,
                metadata={"region": rng.choice(("fra1", "nyc1", "sgp1"))},
            )
            tracks = [(kind, f"TR_{rng.getrandbits(44):011x}") for kind in ("audio", "video")]
            for place, (kind, sid) in enumerate(tracks):
                writer.note(
                    begin + 300 + 140 * place,
                    person,
                    **common,
                    eventType="track_published",
                    trackType=kind,
                    trackSid=sid,
                    connectionQuality=None,
                )
            every = max(20 * SECOND, (end - begin) // 60)
            for at in range(begin + every, end - SECOND, every):
                quality = rng.choices(("excellent", "good", "poor"), (70, 25, 5))[0]
                writer.note(
                    at, person, **common, eventType="connection_quality", connectionQuality=quality
                )
            # Who still sits there has not hung up.
            if run.ended is not None or end < closed:
                for kind, sid in tracks:
                    writer.note(
                        end,
                        person,
                        **common,
                        eventType="track_unpublished",
                        trackType=kind,
                        trackSid=sid,
                        connectionQuality=None,
                    )
                writer.note(
                    end,
                    person,
                    **common,
                    eventType="participant_disconnected",
                    trackType=None,
                    trackSid=None,
                    connectionQuality=None,
                    duration=end - begin,
                )
    return writer.sorted()
