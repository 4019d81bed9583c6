"""Dyads watch two films, rate them while they run and at pauses, and talk about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hyperstudy.sandbox.study.definitions import check, course, enrichment, state, variable
from hyperstudy.sandbox.study.design import Campaign, Design

if TYPE_CHECKING:
    from hyperstudy.sandbox.study.table import Row

_LINES: Final = (
    "hi! can you hear me?", "yes, hello", "that scene with the boat...", "I did not expect that",
    "me neither :)", "what did you think of the ending?", "a bit sad to be honest",
    "I liked the music", "he should have told her", "right?!", "maybe he was afraid",
    "the colours were beautiful", "I almost cried 😅", "same here", "did you recognise the actor?",
    "no, who is it?", "no idea either", "the second half was better", "agreed",
    "it reminded me of my grandmother's house", "oh nice", "\"nobody waits forever\" – great line",
    "I got lost in the middle", "so did I, twice", "are you ready for the next one?",
    "yes, let's go",
)  # fmt: skip

_COMMENTS: Final = (
    "Talking in between changed how I saw the second film.",
    "The pauses came at odd moments, but rating was easy.",
    "nothing to add",
    "I would have liked to see the other person's ratings.",
    "Sound was a little quiet; otherwise fine, thanks!",
    "We laughed at the same places, I think.",
    "Der zweite Film war stärker.",
)

_STRATEGIES: Final = (
    "I moved the slider whenever my mood changed.",
    "mostly by gut feeling",
    "I compared each scene with the one before.",
    "Tried to keep moving it all the time",
)


def _rating_state(identity: str, duration: int, bins: int, rating: Row, output: str) -> Row:
    return {
        "stateId": identity,
        "videoDuration": duration,
        "distribution": {
            "type": "stratified",
            "parameters": {"numBins": bins, "samplesPerBin": 1, "binSamplingType": "uniform"},
        },
        "ratingComponent": {"type": "vasrating", "config": rating},
        "responseTimeLimit": 12_000,
        "seekBackDuration": 0,
        "showCountdown": True,
        "countdownStyle": "progressBar",
        "countdownPosition": "top",
        "outputVariable": output,
        "showPreviousRating": identity == "film_2",
    }


def _experiment(minutes: float) -> Row:
    duration = round(minutes * 30) * 1000
    bins = max(1, min(10, duration // 24_000))
    film: Row = {
        "videoSize": 80,
        "controls": False,
        "autoPlay": True,
        "startTime": 0,
        "endTime": 0,
        "hostRole": "host",
        "duration": duration,
    }
    talking = ("videochat", "textchat")
    watching = ("continuousrating", "sparserating", "gazeoverlay")
    definition: Row = {
        "name": "Movie dyads: rating films together",
        "description": "Two people watch two films together, rate them, and talk in between.",
        "requiredParticipants": 2,
        "randomizeStates": False,
        "states": [
            state(
                0, "Welcome", "welcome", "showtext",
                {"text": "<p>You will watch two short films <b>together</b>.</p>",
                 "fontSize": "large", "showContinueButton": True},
                shows=("videochat",),
            ),
            state(
                1, "Mood before", "mood_before", "vasrating",
                {"question": "How do you feel right now?", "minLabel": "very bad",
                 "maxLabel": "very good", "minValue": "0", "maxValue": "100", "step": 1,
                 "required": True, "outputVariable": "moodBefore"},
            ),
            state(
                2, "First film", "film_1", "showvideo",
                {**film, "videoId": "video_harbour",
                 "videoUrl": "https://videos.lab.example/harbour/master.m3u8"},
                shows=watching,
            ),
            state(
                3, "First talk", "talk_1", "videochat",
                {"viewMode": "grid", "showControls": True, "isAudioMuted": False,
                 "isVideoOff": False},
                seconds=60, shows=talking,
            ),
            state(
                4, "Closeness", "closeness", "likertscale",
                {"question": "How close do you feel to the other person?", "scale": 7,
                 "minLabel": "not at all", "maxLabel": "very", "required": True,
                 "outputVariable": "closeness"},
            ),
            state(
                5, "Second film", "film_2", "showvideo",
                {**film, "videoId": "video_orchard",
                 "videoUrl": "https://videos.lab.example/orchard/master.m3u8"},
                shows=watching,
            ),
            state(
                6, "Second talk", "talk_2", "videochat",
                {"viewMode": "grid", "showControls": True, "isAudioMuted": False,
                 "isVideoOff": False},
                seconds=60, shows=talking,
            ),
            state(
                7, "Preferred film", "preference", "multiplechoice",
                {"question": "Which film did you like better?", "allowMultiple": False,
                 "options": [{"value": "video_harbour", "label": "The Harbour"},
                             {"value": "video_orchard", "label": "The Orchard"},
                             {"value": "none", "label": "Neither"}],
                 "layout": "vertical", "required": True, "outputVariable": "preferredFilm"},
            ),
            state(
                8, "Order of feelings", "feelings", "ranking",
                {"question": "Which feelings did you have? Strongest first.",
                 "options": [{"text": "joy", "value": "joy"},
                             {"text": "sadness", "value": "sadness"},
                             {"text": "surprise", "value": "surprise"},
                             {"text": "tension", "value": "tension"}],
                 "required": True, "outputVariable": "feelings"},
            ),
            state(
                9, "Comment", "comment", "textinput",
                {"prompt": "What changed when you watched together?", "inputType": "paragraph",
                 "maxLength": 500, "required": False, "outputVariable": "comment"},
            ),
            state(
                10, "Spoken answer", "spoken", "audiorecording",
                {"prompt": "Tell us in your own words about {preferredFilm}.",
                 "maxRecordingTime": 20, "audioFormat": "webm", "showWaveform": True},
            ),
            state(
                11, "Goodbye", "goodbye", "showtext",
                {"text": "<p>Thank you! Some questions follow.</p>", "showContinueButton": True},
                together=False,
            ),
        ],
        "roles": {
            "host": {"name": "Host", "participantCount": 1, "mode": "human"},
            "viewer": {"name": "Viewer", "participantCount": 1, "mode": "human"},
        },
        "globalComponents": {
            "continuousrating": {
                "enabled": True,
                "config": {"prompt": "How do you feel?", "minLabel": "negative",
                           "maxLabel": "positive", "initialValue": 50, "showValue": True,
                           "minValue": 0, "maxValue": 100, "sampleRate": 250},
            },
            "sparserating": {
                "enabled": True,
                "config": {
                    "enabledStates": ["film_1", "film_2"],
                    "stateConfigurations": {
                        "film_1": _rating_state(
                            "film_1", duration, bins,
                            {"prompt": "How pleasant is this moment?", "dimension": "valence",
                             "min": 0, "max": 100, "minLabel": "unpleasant",
                             "maxLabel": "pleasant"},
                            "valence",
                        ),
                        "film_2": _rating_state(
                            "film_2", duration, bins,
                            {"prompt": "How close are the two on screen?", "dimension": "closeness",
                             "min": 1, "max": 9, "minLabel": "strangers", "maxLabel": "one"},
                            "onScreenCloseness",
                        ),
                    },
                    "waitForAllParticipants": True,
                },
            },
            "videochat": {
                "enabled": True,
                "config": {"viewMode": "grid", "position": "top-right", "recordWhenHidden": True},
            },
            "textchat": {
                "enabled": True,
                "config": {"allowSendingMessages": True, "allowMessageDeletion": True,
                           "position": "bottom-right"},
            },
            "gazeoverlay": {"enabled": True, "config": {"dotSize": 20, "dotOpacity": 0.0}},
        },
        "variables": {
            "condition": variable("string", "together", "Whether films are seen together"),
            "preferredFilm": variable("string", "none", "Last answer about the films"),
            "moodBefore": variable("number", None, "Mood on arrival, last answer"),
        },
        "waitingRoomConfig": {"maxWaitTimeMs": 600_000, "countdownTimeMs": 5_000},
        "disconnectTimeout": {"enabled": True, "durationMs": 60_000, "autoReconnectDelay": 2_000,
                              "action": "complete"},
        "completionScreenDurationMs": 5_000,
        "consentFormEnabled": True,
        "consentFormTitle": "Taking part in this study",
        "consentFormContent": "<p>Your answers, voice and picture are recorded.</p>",
        "instructionsEnabled": True,
        "instructionsTitle": "How it works",
        "instructionsContent": "<p>Read the two pages that follow.</p>",
        "instructionsPages": [
            {"title": "Watching", "content": "<p>The films run for both of you at once.</p>"},
            {
                "title": "Rating",
                "content": "<p>Move the slider while you watch; at pauses, give one rating.</p>",
                "questions": check([
                    {"id": "when", "type": "multiple-choice", "question": "When do you rate?",
                     "options": ["Only at the end", "All the time and at pauses", "Never"],
                     "correctAnswer": 1, "explanation": "Both count."},
                    {"id": "alone", "type": "true-false",
                     "question": "The other person sees the same film at the same time.",
                     "correctAnswer": True, "explanation": "You watch together."},
                ]),
            },
        ],
        "postExperimentQuestionnaire": {
            "enabled": True,
            "required": True,
            "allowBackNavigation": True,
            "pages": [
                {"id": "about_films", "title": "About the films",
                 "content": "Please answer freely.",
                 "questions": [
                     {"id": "enjoyed", "type": "likert", "question": "I enjoyed the films.",
                      "required": True,
                      "config": {"scale": 5, "minLabel": "no", "maxLabel": "yes"}},
                     {"id": "seen", "type": "multiple-choice",
                      "question": "Had you seen one of the films before?", "required": True,
                      "config": {"options": ["no", "the first", "the second", "both"]}},
                 ]},
                {"id": "about_you", "title": "About you", "content": "",
                 "questions": [
                     {"id": "age", "type": "text-short", "question": "How old are you?",
                      "required": True, "config": {"maxLength": 3}},
                     {"id": "strategy", "type": "text-long",
                      "question": "How did you decide on your ratings?", "required": False,
                      "config": {"maxLength": 500}},
                 ]},
            ],
        },
        "featureFlags": {"useDataCollectionV2": True, "dataCollectionV2Percentage": 100},
    }  # fmt: skip
    return enrichment(
        "exp_movie_dyads", "2026-01-12T10:15:30.120Z", "2026-02-20T16:02:11Z", **definition
    )


def design(minutes: float | None) -> Design:
    """Write the study on paper, with films of half the given minutes each."""
    length = 4.0 if minutes is None else minutes
    return Design(
        name="movie-dyads",
        key="dyads",
        experiment=_experiment(length),
        sizes=(2,),
        roles=("host", "viewer"),
        campaigns=(
            Campaign("dep_movie_dyads_pilot", "Pilot in the lab", "completed", legacy=True),
            Campaign("dep_movie_dyads_main", "Main collection", "active"),
        ),
        rooms=6,
        minutes=length,
        fates=course(
            {2: "reconnected", 3: "late", 4: "dropped", 8: "failed"}, before={5: "declined"}
        ),
        crisis="film_2",
        interruption="talk_1",
        prolific=0.4,
        gaze_hz=200,
        recorded=True,
        lines=_LINES,
        texts={
            "comment": _COMMENTS,
            "strategy": _STRATEGIES,
            "age": ("19", "22", "23", "27", "31", "36", "44"),
        },
        others=(_draft(),),
    )


def _draft() -> Row:
    return enrichment(
        "exp_movie_dyads_draft",
        "2026-02-25T08:00:00Z",
        "2026-02-25T08:41:07.302Z",
        name="Movie triads (draft)",
        description="A plan for three people.",
        requiredParticipants=3,
        states=[],
        variables={},
    )
