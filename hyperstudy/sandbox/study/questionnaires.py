"""Single participants: consent, a check of understanding, scales, and a long questionnaire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hyperstudy.sandbox.study.definitions import check, course, enrichment, state, variable
from hyperstudy.sandbox.study.design import Campaign, Design

if TYPE_CHECKING:
    from hyperstudy.sandbox.study.table import Row

_ITEMS: Final = (
    ("calm", "I feel calm."),
    ("tense", "I feel tense."),
    ("rested", "I slept well last night."),
    ("social", "I enjoy being with others."),
    ("worried", "I worry a lot."),
    ("curious", "I like to learn new things."),
)


def _experiment(blocks: int) -> Row:
    states = [
        state(
            0, "Start", "start", "showtext",
            {"text": "<p>There are no wrong answers.</p>", "showContinueButton": True},
            together=False,
        ),
    ]  # fmt: skip
    for block in range(1, blocks + 1):
        for name, text in _ITEMS:
            states.append(
                state(
                    len(states), f"{name} {block}", f"{name}_{block}", "likertscale",
                    {"question": text, "scale": 7, "minLabel": "not at all",
                     "maxLabel": "very much", "required": True,
                     "outputVariable": f"{name}{block}"},
                    together=False,
                )
            )  # fmt: skip
    for order, identity, kind, config in (
        (1, "stress", "vasrating",
         {"question": "How stressful was last week?", "minLabel": "not at all",
          "maxLabel": "extremely", "minValue": "-50", "maxValue": "50", "step": 1,
          "required": True, "outputVariable": "stress"}),
        (2, "habits", "multiplechoice",
         {"question": "What do you do in the evening?", "allowMultiple": True,
          "options": ["read", "films", "sports", "friends"], "required": True,
          "outputVariable": "habits"}),
        (3, "values", "ranking",
         {"question": "What matters most?",
          "options": [{"text": "family"}, {"text": "work"}, {"text": "health"}],
          "required": True, "outputVariable": "ranked"}),
        (4, "story", "textinput",
         {"prompt": "Describe your day in one sentence.", "inputType": "paragraph",
          "required": False, "outputVariable": "story"}),
    ):  # fmt: skip
        states.append(
            state(6 * blocks + order, identity.capitalize(), identity, kind, config, together=False)
        )
    definition: Row = {
        "name": "Mood and habits",
        "description": "A questionnaire study for single participants.",
        "requiredParticipants": 1,
        "randomizeStates": False,
        "states": states,
        "roles": {"participant": {"name": "Participant", "participantCount": 1}},
        "variables": {"version": variable("string", "B", "Order of the items")},
        "completionScreenDurationMs": 10_000,
        "consentFormEnabled": True,
        "consentFormTitle": "Information and consent",
        "consentFormContent": "<h2>Your data</h2><p>You may stop at any time.</p>",
        "instructionsEnabled": True,
        "instructionsTitle": "Before you begin",
        "instructionsContent": "<p>Please read carefully.</p>",
        "instructionsPages": [
            {"title": "The scales", "content": "<p>Seven points, from <i>not at all</i> to <i>very "
                                               "much</i>.</p>"},
            {"title": "Check", "content": "<p>Four questions.</p>",
             "questions": check([
                 {"id": "points", "type": "numeric", "question": "How many points has a scale?",
                  "correctAnswer": 7, "validation": {"exact": True}},
                 {"id": "stop", "type": "true-false", "question": "You may stop at any time.",
                  "correctAnswer": True},
                 {"id": "best", "type": "multiple-choice", "question": "Which answer is best?",
                  "options": ["the first", "the honest one", "the last"], "correctAnswer": 1},
                 {"id": "topic", "type": "short-text", "question": "What is this study about?",
                  "keywords": ["mood", "habits"], "acceptableAnswers": ["mood", "mood and habits"],
                  "caseSensitive": False, "partialMatch": True, "minLength": 3},
             ], passing=75)},
        ],
        "postExperimentQuestionnaire": {
            "enabled": True,
            "required": True,
            "allowBackNavigation": False,
            "pages": [
                {"id": "person", "title": "You", "content": "About yourself", "questions": [
                    {"id": "age", "type": "text-short", "question": "Age", "required": True,
                     "config": {"minLength": 1, "maxLength": 3}},
                    {"id": "gender", "type": "multiple-choice", "question": "Gender",
                     "required": False,
                     "config": {"options": ["female", "male", "non-binary"], "allowOther": True}},
                    {"id": "languages", "type": "ranking",
                     "question": "Which languages do you use most?", "required": True,
                     "config": {"items": ["English", "German", "French"]}},
                ]},
                {"id": "study", "title": "This study", "content": "", "questions": [
                    {"id": "attention", "type": "vas-rating",
                     "question": "How attentive were you?", "required": True,
                     "config": {"min": 0, "max": 100, "minLabel": "not", "maxLabel": "fully",
                                "step": 1}},
                    {"id": "clarity", "type": "likert", "question": "Everything was clear.",
                     "required": True,
                     "config": {"scale": 7, "minLabel": "disagree", "maxLabel": "agree"}},
                    {"id": "remarks", "type": "text-long", "question": "Anything else?",
                     "required": False, "config": {"placeholder": "optional", "maxLength": 1000}},
                ]},
            ],
        },
    }  # fmt: skip
    return enrichment(
        "exp_questionnaires", "2026-02-02T07:59:59.999Z", "2026-02-24T12:00:00Z", **definition
    )


def design(minutes: float | None) -> Design:
    """Write the study on paper, with a block of six items for every minute."""
    length = 3.0 if minutes is None else minutes
    blocks = max(1, round(length))
    return Design(
        name="questionnaires",
        key="quest",
        experiment=_experiment(blocks),
        sizes=(1,),
        roles=("participant",),
        campaigns=(
            Campaign("dep_questionnaires_friends", "Friends and family", "archived", legacy=True),
            Campaign("dep_questionnaires_prolific", "Prolific", "active"),
        ),
        rooms=24,
        minutes=length,
        fates=course({4: "dropped", 9: "dropped"}, before={2: "declined", 6: "excluded"}),
        crisis="worried_1",
        prolific=0.9,
        texts={
            "story": ("Went to work, came home, slept.", "quiet", "Busy – two exams!", "雨の一日"),
            "age": ("18", "25", "29", "33", "41", "58", "67"),
            "remarks": ("no", "Nice study.", 'The "ranking" was hard, on my phone', "-"),
        },
    )
