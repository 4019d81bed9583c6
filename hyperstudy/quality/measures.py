"""What each number of a report counts, in which unit."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["MEASURES", "Measure", "display"]


class Measure(NamedTuple):
    """A column of a table of measures."""

    heading: str
    """Short, for the head of a column."""
    meaning: str
    """What it counts."""
    unit: str = ""
    """share, s, ms, min, Hz, ratio or nothing for a count."""


MEASURES: dict[str, dict[str, Measure]] = {
    "study": {
        "recording_files_missing": Measure("Recordings missing", "files of recordings that were asked for and could not be downloaded"),
    },
    "tables": {
        "rows_promised": Measure("Promised", "rows that the server said there are"),
        "rows": Measure("Received", "rows that are on disk"),
        "rows_missing": Measure("Missing", "rows that were promised and did not come"),
        "rows_unreadable": Measure("Not readable", "rows in files that are missing or damaged; no other number counts them"),
        "rows_repeated": Measure("Repeated", "rows that came twice, equal to the letter, and were left out the second time"),
        "rows_twice": Measure("Twice", "rows that came twice with other content; both are kept"),
        "values_unreadable": Measure("Unreadable", "values that did not fit the type of their column and are kept as text beside it"),
        "server_findings": Measure("Findings", "contradictions in the server's answers, and its warnings"),
        "refused": Measure("Refused", "1 if the server did not give the table"),
    },
    "files": {
        "damaged": Measure("Damaged", "1 if the file is missing or not what was pulled, or is no part of the study"),
    },
    "rooms": {
        "people": Measure("People", "participants of the room"),
        "minutes": Measure("Minutes", "time from the first state to the end", "min"),
        "finished": Measure("Finished", "1 if the room came to its end, 0 if it did not; empty while it runs"),
        "latecomers": Measure("Late", "participants who came after the first state had begun"),
        "disconnections": Measure("Disconnections", "lost connections that the room noted"),
        "sync_share_above_100ms": Measure("Sync > 100 ms", "largest of the participants' shares of sync reports with a difference to the host above 100 ms", "share"),
        "sync_drift_ms_per_min": Measure("Drift", "largest trend of a participant's difference to the host", "ms/min"),
        "sync_lag_ms": Measure("Lag", "largest of the participants' median latencies that their players reported", "ms"),
        "recordings": Measure("Recordings", "recordings of the room"),
        "clock_uncertainty_ms": Measure("Clock ±", "largest uncertainty that the room's clock states for film time", "ms"),
    },
    "participants": {
        "minutes": Measure("Minutes", "time from the room's first state, or from joining later, to the end", "min"),
        "time_against_group": Measure("Time / group", "time in the room divided by the group's median, of those who finished", "ratio"),
        "dropped_out": Measure("Left early", "1 if somebody left before the end"),
        "late_s": Measure("Late", "time by which somebody came after the first state had begun", "s"),
        "disconnections": Measure("Disconnections", "lost connections"),
        "comprehension_attempts": Measure("Attempts", "attempts at the questions about the instructions"),
        "comprehension_failed": Measure("Not passed", "pages of questions about the instructions that were never passed"),
        "attention_failed": Measure("Attention failed", "attention checks that were not passed; see the rules"),
        "answers": Measure("Answers", "answers to components with a response time"),
        "answer_median_ms": Measure("Response time", "median response time of the answers", "ms"),
        "answers_share_below_200ms": Measure("Below 200 ms", "share of the answers that took less than 200 ms", "share"),
        "scales_asked": Measure("Scales asked", "sparse ratings that were asked for"),
        "scales_share_unanswered": Measure("Unanswered", "share of the sparse ratings without a value", "share"),
        "rating_samples": Measure("Rating samples", "samples of the continuous rating"),
        "rating_mean": Measure("Rating mean", "mean of the continuous rating, 0 to 1", "number"),
        "rating_sd": Measure("Rating SD", "standard deviation of the continuous rating, on a scale from 0 to 1", "number"),
        "rating_share_moved": Measure("Moved", "share of the samples in which the slider stood elsewhere than in the one before", "share"),
        "rating_share_extreme": Measure("At the ends", "share of the samples within 2 % of an end of the scale", "share"),
        "rating_share_gaps": Measure("Gaps", "share of the film time seen without a value, where anybody rated: between samples more than a second apart, or at an end", "share"),
        "rating_longest_gap_s": Measure("Longest gap", "longest film time between two samples", "s"),
        "rating_agreement": Measure("Agreement", "correlation of the rating over film time with the mean of all others", "number"),
        "gaze_samples": Measure("Gaze samples", "samples of eye tracking"),
        "gaze_share_valid": Measure("Gaze valid", "share of the samples with a position", "share"),
        "gaze_hz": Measure("Gaze rate", "samples in a second, by the median interval", "Hz"),
        "sync_samples": Measure("Sync reports", "reports on the difference to the host"),
        "sync_median_ms": Measure("Sync median", "median size of the difference to the host", "ms"),
        "sync_share_above_100ms": Measure("Sync > 100 ms", "share of the reports with a difference above 100 ms", "share"),
        "sync_drift_ms_per_min": Measure("Drift", "trend of the difference to the host", "ms/min"),
        "sync_lag_ms": Measure("Lag", "median latency that the player reported", "ms"),
        "chat_messages": Measure("Messages", "chat messages that were sent"),
        "chat_characters": Measure("Characters", "characters in them"),
        "events_twice": Measure("Twice", "events with the same content as one at most 50 ms before, under another id"),
    },
    "recordings": {
        "span_s": Measure("Span", "time from the recording's start to its end, by the server", "s"),
        "duration_s": Measure("Duration", "length that the server states", "s"),
        "file_s": Measure("File", "length of the file by its packets, where it is on disk and PyAV is installed", "s"),
        "unplayable": Measure("Not playable", "1 if the file on disk cannot be played"),
        "gaps": Measure("Gaps", "stretches of the file without packets, neither sound nor pictures"),
        "longest_gap_s": Measure("Longest gap", "longest stretch of the file without packets", "s"),
        "sound_s": Measure("Listened", "sound that was listened to, at places spread over each stream of the file", "s"),
        "silent_share": Measure("Silent", "share of the sound listened to that is quieter than -60 dB of full scale, of the stream with the largest", "share"),
        "pictures": Measure("Pictures seen", "pictures that were looked at, spread over each stream of the file"),
        "black_share": Measure("Black", "share of the pictures looked at that are black (98 % of the pixels darker than 10 %), of the stream with the largest", "share"),
        "lengths_differ_s": Measure("Difference", "largest difference between these lengths", "s"),
        "clock_uncertainty_ms": Measure("Clock ±", "uncertainty of the place in the file, by the room's clock", "ms"),
    },
}  # fmt: skip
"""By table and column."""


def display(value: object, unit: str = "") -> str:
    """Write a number for people to read; a dash for none.

    Parameters
    ----------
    value : object
        A number, or a missing one.
    unit : str, optional
        As in `Measure`.
    """
    if value is None or value != value or not isinstance(value, (int, float)):
        return "–"
    if unit == "share":
        percent = 100 * value
        return (
            f"{percent:.0f} %" if percent >= 10 or percent == round(percent) else f"{percent:.1f} %"
        )
    if unit in {"number", "ratio"}:
        return f"{value:.2f}"
    text = f"{value:,.0f}" if value == round(value) or abs(value) >= 100 else f"{value:,.1f}"
    return f"{text} {unit}" if unit else text
