"""Events before the first state and after the last: the lobby, and the closing questionnaire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hyperstudy.sandbox.study.answers import questionnaire_answer
from hyperstudy.sandbox.study.randomness import stream

if TYPE_CHECKING:
    from hyperstudy.sandbox.study.event_log import EventLog
    from hyperstudy.sandbox.study.people import Attempt, Person
    from hyperstudy.sandbox.study.table import Row


def lobby(log: EventLog, person: Person) -> None:
    """Note consent, instructions and the questions about them."""
    lobby, definition = person.lobby, log.design.experiment
    if definition.get("consentFormEnabled"):
        form = {"title": definition["consentFormTitle"]}
        log.note(lobby.consent_shown, person, "pre_experiment", "consent.shown", value=form)
        agreed = "consent.agreed" if log.legacy else "consent.accepted"
        took = lobby.consent_decided - lobby.consent_shown
        log.note(
            lobby.consent_decided,
            person,
            "pre_experiment",
            agreed if lobby.agreed else "consent.declined",
            value={**form, "readTime": took},
            duration=took,
        )
    pages: list[Row] = definition.get("instructionsPages", [])
    for number, at in enumerate(lobby.pages):
        page = {"pageIndex": number, "pageTitle": pages[number]["title"]}
        log.note(at, person, "pre_experiment", "instructions.page_view", value=page)
    for attempt in lobby.attempts:
        _attempt(log, person, attempt, pages[attempt.page])
    if lobby.passed and lobby.pages:
        log.note(
            lobby.left,
            person,
            "pre_experiment",
            "instructions.completed",
            value={"pages": len(pages)},
        )


def _attempt(log: EventLog, person: Person, attempt: Attempt, page: Row) -> None:
    total = len(page["questions"]["items"])
    result = {
        "pageIndex": attempt.page,
        "pageTitle": page["title"],
        "attemptNumber": attempt.number,
        "answers": attempt.answers,
        "score": round(100 * attempt.correct / total),
        "passed": attempt.passed,
        "correctCount": attempt.correct,
        "totalQuestions": total,
        "timestamp": attempt.at,
    }
    if not log.legacy:
        kind = "instructions.comprehension_check"
        log.note(attempt.at, person, "pre_experiment", kind, value=result)
        return
    kind = "instructions.comprehension_attempt"
    log.note(attempt.at, person, "pre_experiment", kind, value=result)
    last = attempt.number == page["questions"]["maxAttempts"]
    if attempt.passed or last:
        word = "passed" if attempt.passed else "failed"
        kind = f"instructions.comprehension_{word}"
        log.note(attempt.at + 40, person, "pre_experiment", kind, value=result)


def questionnaire(log: EventLog, person: Person) -> None:
    """Note the answers to the questions at the very end."""
    replies = log.run.replies.get(person.seat, ())
    if not replies:
        return
    category = "post_experiment" if log.legacy else "questionnaire"
    pages: list[Row] = log.design.experiment["postExperimentQuestionnaire"]["pages"]
    rng = stream(log.seed, log.run.index, person.seat, "replies")
    for number, reply in enumerate(replies):
        page = pages[reply.page]
        question: Row = page["questions"][reply.question]
        answer = questionnaire_answer(
            question, rng, reply.at - reply.took, reply.took,
            log.design.texts.get(question["id"], ()),
        )  # fmt: skip
        value = {
            "questionId": question["id"],
            "questionText": question["question"],
            "questionType": question["type"],
            "answer": answer,
            "pageIndex": reply.page,
            "pageTitle": page["title"],
            "pageId": page["id"],
            "responseTime": reply.took,
        }
        content = ... if answer is None else str(answer)
        # Older servers noted some answers twice (documented).
        for again in range(2 if log.legacy and number == 0 and person.seat == 0 else 1):
            log.note(reply.at + 12 * again, person, category, "questionnaire.response",
                      content=content, value=value)  # fmt: skip
    log.note(
        replies[-1].at + 600,
        person,
        category,
        "questionnaire.completed",
        value={
            "totalPages": len(pages),
            "totalQuestions": len(replies),
            "totalResponseTime": sum(reply.took for reply in replies),
        },
    )
