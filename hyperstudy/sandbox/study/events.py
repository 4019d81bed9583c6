"""Events: everything that the service notes while a room runs, and before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hyperstudy.sandbox.study import film_events, outer_events
from hyperstudy.sandbox.study.answers import DISPLAY_NAMES
from hyperstudy.sandbox.study.conversation import messages
from hyperstudy.sandbox.study.event_log import EventLog
from hyperstudy.sandbox.study.outcomes import outcome
from hyperstudy.sandbox.study.ratings import state_answer

if TYPE_CHECKING:
    from hyperstudy.sandbox.study.design import Design
    from hyperstudy.sandbox.study.people import Person
    from hyperstudy.sandbox.study.room import Run, Visit
    from hyperstudy.sandbox.study.table import Row, Timed


def _state(log: EventLog, visit: Visit) -> None:
    """Note that the room enters a state, and everybody in it."""
    states = log.design.states
    before = states[visit.index - 1] if visit.index else None
    rules: Row = (before or visit.state).get("transitionRules", {})
    trigger = "timer" if rules.get("type") == "TIMED" else "participant_action"
    if before is not None:
        log.note(
            visit.start, None, "state", "state.transition", visit,
            value={"fromState": before["id"], "toState": visit.state_id,
                   "transitionType": rules.get("type") or "manual", "trigger": trigger},
        )  # fmt: skip
        # A notice without a type of its own (observed).
        text = f"State transition: {before['name']} → {visit.state['name']}"
        log.note(visit.start, None, "system", None, visit, content=text)
    for person in log.run.people:
        if person.present(visit.start):
            log.note(visit.start + 3 + person.seat, person, "state", "state.enter", visit)


def _component(log: EventLog, visit: Visit) -> None:
    """Note what people answered in a state."""
    if visit.film is not None:
        film_events.film(log, visit, visit.film)
        return
    shown = {"componentType": DISPLAY_NAMES[visit.kind], "componentId": visit.component_id}
    for seat, took in visit.took.items():
        person = log.run.people[seat]
        answer = state_answer(log.design, log.run, log.seed, visit, person)
        at = visit.start + took
        members: Row = {**shown, "response": answer.response}
        if answer.content is not None:
            members["content"] = answer.content
        if "imageUrl" in visit.config:
            members["stimulusUrl"] = visit.config["imageUrl"]
        log.note(at, person, "component", "component.response", visit, **members)
        log.note(at + 25, person, "component", "component.complete", visit, **shown,
                  duration=took)  # fmt: skip


def _chat(log: EventLog) -> None:
    """Note the messages of the chat."""
    for message in messages(log.design, log.run, log.seed):
        log.note(
            message.instant,
            message.sender,
            "communication",
            "communication.message",
            message.visit,
            content=message.content,
            value={"messageType": "text", "content": message.content, "recipient": "all"},
        )


def _course(log: EventLog) -> None:
    """Note the beginning and the end of the experiment, and who came and went."""
    run = log.run
    if run.started is None:
        if run.ended is not None:
            log.note(
                run.ended,
                None,
                "experiment",
                "experiment.error",
                content="The room could not be started.",
                value={"outcome": "TECHNICAL"},
            )
        return
    for person in run.people:
        if person.joined <= run.started:
            log.note(run.started, person, "experiment", "experiment.start")
        if log.design.recorded:
            at = max(run.started, person.joined) + 400
            payload = {"recordingType": "individual"}
            log.note(at, person, "recording", "video.recording.started", value=payload)
        if person.left is not None:
            _notice(log, person, person.left, "disconnected")
        if run.ended is not None:
            _end(log, person)
    if run.away is not None:
        seat, lost, back = run.away
        _notice(log, run.people[seat], lost, "disconnected")
        _notice(log, run.people[seat], back, "reconnected")


def _notice(log: EventLog, person: Person, instant: int, what: str) -> None:
    content = f"Participant {what}: {person.name}"
    log.note(instant, person, "system", None, log.run.visit_at(instant), content=content)


_ENDS: Final = {
    "SUCCESS": "experiment.completed",
    "ABANDONED": "experiment.exited",
    "TECHNICAL": "experiment.error",
}


def _end(log: EventLog, person: Person) -> None:
    run, result = log.run, outcome(log.run, person)
    at = run.visits[-1].end if person.left is None else person.left
    log.note(
        at,
        person,
        "experiment",
        _ENDS.get(result.word, "experiment.timeout"),
        value={
            "outcome": result.word,
            "totalDuration": at - run.zero,
            "statesCompleted": sum(visit.finished and visit.end <= at for visit in run.visits),
            "completionCode": result.completion_code,
        },
    )


def events(design: Design, run: Run, seed: int) -> list[Timed]:
    """Write the events of a room, or of a visit that ended in the lobby."""
    log = EventLog(design, run, seed)
    for person in run.people:
        if not person.agent:
            outer_events.lobby(log, person)
    _course(log)
    for visit in run.visits:
        _state(log, visit)
        _component(log, visit)
    film_events.pauses(log)
    film_events.sync(log)
    _chat(log)
    for person in run.people:
        outer_events.questionnaire(log, person)
    return log.writer.sorted()
