"""Made-up studies hang together: what happened, when, and to whom."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from made_studies import NAMES, made, sample, table, zero_of

from hyperstudy.sandbox import study
from hyperstudy.sandbox.study.moments import instant_of, iso, next_appointment

# -- time ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("data_type", study.DATA_TYPES)
def test_onsets_count_from_the_first_state(name: str, data_type: str) -> None:
    of = made(name)
    zeros = zero_of(of)
    for row in sample(table(of, data_type)):
        room = of.room_of(row)
        zero = None if room is None else zeros[room]
        if "onset" in row and zero is not None:
            assert row["onset"] == instant_of(row["timestamp"]) - zero
        if "rawOnset" in row:
            assert row["rawOnset"] - row["clockOffsetApplied"] == row["onset"]


def test_onsets_before_the_first_state_are_negative() -> None:
    for name in ("movie-dyads", "turn-taking", "questionnaires"):
        for row in table(made(name), "events"):
            if row["category"] == "pre_experiment":
                person = row["participantId"]
                late = any(
                    each["id"] == person and each["joinedAt"] > row["timestamp"]
                    for each in made(name).participants
                )
                assert row["onset"] < 0 or late


def test_times_come_with_and_without_a_fraction() -> None:
    lengths = {len(row["timestamp"]) for row in table(made("movie-dyads"), "ratings_continuous")}
    assert lengths == {len("2026-03-02T09:00:00Z"), len("2026-03-02T09:00:00.000Z")}


@given(st.integers(0, 4_102_444_800_000))
def test_an_instant_is_read_as_it_was_written(instant: int) -> None:
    assert instant_of(iso(instant)) == instant


@given(st.integers(0, 4_102_444_800_000))
def test_a_lab_invites_on_weekdays_at_full_quarters(instant: int) -> None:
    slot = next_appointment(instant)
    assert slot >= instant
    text = iso(slot)
    assert text[14:16] in ("00", "15", "30", "45")
    assert "09:00" <= text[11:16] <= "17:00"
    # 1970 began on a Thursday.
    assert (slot // 86_400_000 + 3) % 7 < 5
    assert next_appointment(slot) == slot


def test_times_without_an_offset_are_utc() -> None:
    assert instant_of("2026-03-02T09:00:00") == instant_of("2026-03-02T10:00:00+01:00")


@settings(max_examples=25)
@given(
    name=st.sampled_from(NAMES),
    seed=st.integers(0, 10_000),
    rooms=st.integers(1, 12),
    minutes=st.floats(0.5, 6),
)
def test_rooms_of_any_study_do_not_overlap(
    name: str, seed: int, rooms: int, minutes: float
) -> None:
    of = study.make(name, seed=seed, rooms=rooms, minutes=minutes)
    assert len(of.rooms) == rooms
    last = 0
    for room in of.rooms:
        rows = of.table("events", "room", room["id"])
        if not len(rows):
            assert room["status"] == "failed"
            continue
        assert rows.instant(0) > last
        last = rows.instant(len(rows) - 1)
        assert instant_of(room["createdAt"]) <= last
    people = Counter((row["id"], row["roomId"]) for row in of.participants)
    assert set(people.values()) == {1}
    assert sum(row["participantCount"] for row in of.rooms) == sum(
        row["roomId"] is not None for row in of.participants
    )


# -- what happened -------------------------------------------------------------------------------


def test_the_default_study_shows_how_rooms_can_go() -> None:
    of = made("movie-dyads")
    assert of.name == study.DEFAULT
    assert Counter(row["status"] for row in of.rooms) == {
        "completed": 4,
        "abandoned": 1,
        "active": 1,
    }
    outcomes = {(row["status"], row["completionCode"]) for row in of.participants}
    assert {("disconnected", "ABANDONED"), ("active", "IN_PROGRESS"),
            ("completed", "TIMEOUT"), ("completed", "NOCONSENT")} <= outcomes  # fmt: skip
    prolific = [row for row in of.participants if row["id"].startswith("prolific_")]
    assert prolific
    assert all(row["id"] == f"prolific_{row['prolificPid']}" for row in prolific)
    assert all(row["email"] is None for row in prolific)
    assert {row["experimentId"] for row in of.participants} == {of.experiment["id"]}
    assert of.experiment["roomCount"] == 6
    assert of.experiment["participantCount"] == len({row["id"] for row in of.participants})


def test_the_default_study_has_the_size_of_a_small_study() -> None:
    of = made("movie-dyads")
    assert 2_000 <= len(table(of, "events")) <= 3_000
    assert 10_000 <= len(table(of, "ratings_continuous")) <= 13_000
    assert len(table(of, "eyetracking")) > 500_000


def test_people_of_a_failed_room_come_again() -> None:
    of = study.make(rooms=9)
    failed, again = of.rooms[7], of.rooms[8]
    assert failed["status"] == "failed"
    assert failed["firstStateStartedAt"] is None
    people = [
        [row["id"] for row in of.table("participants", "room", room["id"])]
        for room in (failed, again)
    ]
    assert set(people[0]) == set(people[1])
    twice = people[0][0]
    assert len(of.table("participants", "participant", twice)) == 2
    assert len(of.table("participants", "participant", twice, room_id=again["id"])) == 1
    assert len(of.table("recordings", "participant", twice, room_id=failed["id"])) == 0


@settings(max_examples=12)
@given(
    name=st.sampled_from(("movie-dyads", "turn-taking", "questionnaires")),
    seed=st.integers(0, 10_000),
    minutes=st.floats(0.5, 9),
)
def test_what_somebody_did_ends_when_they_drop_out(name: str, seed: int, minutes: float) -> None:
    of = study.make(name, seed=seed, rooms=5, minutes=minutes)
    gone = [row for row in of.participants if row["completionCode"] == "ABANDONED"]
    assert gone
    for person in gone:
        exits = [
            row
            for row in of.table("events", "participant", person["id"])
            if row.get("eventType") == "experiment.exited"
        ]
        assert len(exits) == 1
        left = instant_of(exits[0]["timestamp"])
        for data_type in ("events", "chat", "videochat", "ratings_continuous", "eyetracking"):
            rows = of.table(data_type, "participant", person["id"])
            if len(rows):
                assert rows.instant(len(rows) - 1) <= left
        shown = of.table("components", "participant", person["id"])
        assert shown[-1]["completed"] == (shown[-1]["response"] is not None)
        assert person["completedAt"] is None


def test_a_late_joiner_misses_the_beginning() -> None:
    of = made("turn-taking")
    zeros = zero_of(of)
    late = [
        row
        for row in of.participants
        if (zeros[row["roomId"]] or 2**62) < instant_of(row["joinedAt"])
    ]
    assert late
    for person in late:
        shown = of.table("components", "participant", person["id"])
        whole = max(
            len(of.table("components", "participant", row["id"]))
            for row in of.participants
            if row["roomId"] == person["roomId"]
        )
        assert 0 < len(shown) < whole


def test_a_running_room_has_not_ended() -> None:
    of = made("movie-dyads")
    room = of.rooms[-1]
    assert (room["status"], room["duration"], room["completionReason"]) == ("active", None, None)
    running = list(of.table("recordings", "room", room["id"]))
    assert running
    for row in running:
        assert row["status"] == "active"
        assert row["endTime"] is row["duration"] is row["fileSize"] is None
        assert "downloadPath" not in row
        with pytest.raises(KeyError):
            of.media(row["recordingId"])


@pytest.mark.parametrize("name", NAMES)
def test_state_events_follow_the_definition(name: str) -> None:
    of = made(name)
    order = [state["id"] for state in of.experiment["states"]]
    for room in of.rooms:
        events = of.table("events", "room", room["id"])
        moves = [row for row in events if row.get("eventType") == "state.transition"]
        if room["status"] == "completed":
            assert [row["value"]["toState"] for row in moves] == order[1:]
        for row, (before, after) in zip(moves, pairwise(order), strict=False):
            assert (row["value"]["fromState"], row["value"]["toState"]) == (before, after)
            assert row["participantId"] is None


def test_comprehension_is_checked_until_it_is_passed() -> None:
    of = made("questionnaires")
    excluded = [
        row
        for row in of.participants
        if row["roomId"] is None and row["completionCode"] == "TECHNICAL"
    ]
    assert excluded
    for person in excluded:
        tries = [
            row["value"]
            for row in of.table("events", "participant", person["id"])
            if row["eventType"]
            in ("instructions.comprehension_check", "instructions.comprehension_attempt")
        ]
        assert [each["attemptNumber"] for each in tries] == [1, 2, 3]
        assert not any(each["passed"] for each in tries)
    for room in of.rooms:
        tries = [
            row["value"]
            for row in of.table("events", "room", room["id"])
            if (row.get("eventType") or "").startswith("instructions.comprehension")
        ]
        assert tries[-1]["passed"]
        for each in tries:
            assert each["passed"] == (100 * each["correctCount"] >= 75 * each["totalQuestions"])


# -- ratings -------------------------------------------------------------------------------------


@settings(max_examples=8)
@given(seed=st.integers(0, 10_000), minutes=st.floats(0.5, 4))
@example(seed=7, minutes=4)
def test_what_is_sampled_while_a_film_runs_lies_between_play_and_pause(
    seed: int, minutes: float
) -> None:
    of = study.make("movie-dyads", seed=seed, rooms=4, minutes=minutes)
    for person in {row["id"] for row in of.participants}:
        played: list[tuple[int, bool]] = []
        moved: list[int] = []
        for row in of.table("events", "participant", person):
            at = instant_of(row["timestamp"])
            if row.get("eventType") in ("media.play", "media.pause", "media.ended"):
                played.append((at, row["eventType"] == "media.play"))
            if row["componentType"] == "ContinuousRating":
                moved.append(at)
        for data_type in ("ratings_continuous", "sync"):
            rows = of.table(data_type, "participant", person)
            moved += [rows.instant(at) for at in range(len(rows))]
        begins = [at for at, _ in played]
        for at in moved:
            assert played[bisect_right(begins, at) - 1][1]


@settings(max_examples=12)
@given(
    seed=st.integers(0, 10_000),
    rooms=st.integers(1, 9),
    minutes=st.floats(0.5, 12),
)
@example(seed=7, rooms=6, minutes=4)
def test_sparse_ratings_lie_between_the_pauses_that_caused_them(
    seed: int, rooms: int, minutes: float
) -> None:
    of = study.make("movie-dyads", seed=seed, rooms=rooms, minutes=minutes)
    paused: set[tuple[str, float]] = set()
    for row in table(of, "events"):
        if row.get("eventType") == "media.pause":
            paused.add((row["participantId"], row["value"]["currentTime"]))
    seen = missing = outside = 0
    for row in table(of, "ratings_sparse"):
        if "scale" not in row:
            continue
        low, high = row["scale"]["min"], row["scale"]["max"]
        if row["rawValue"] is not None:
            assert low <= row["rawValue"] <= high
            assert row["value"] == round(100 * (row["rawValue"] - low) / (high - low), 2)
            assert row["ratingEndOnset"] == row["onset"] + row["responseTime"]
        at = row["sparseRatingData"]
        if at is None:
            outside += 1
            continue
        seen += 1
        assert at["mediaPauseOnset"] <= row["onset"] <= row["ratingEndOnset"]
        assert row["ratingEndOnset"] <= at["mediaResumeOnset"]
        assert at["actualPauseDuration"] == at["mediaResumeOnset"] - at["mediaPauseOnset"]
        assert at["videoRelativeTime"] == row["stimulusTime"]
        assert (row["participantId"], row["stimulusTime"] / 1000) in paused
        if row["rawValue"] is None:
            missing += 1
            assert row["value"] is None
            assert row["responseTime"] is None
            assert at["componentData"] == {}
        else:
            assert at["componentData"]["value"] == row["rawValue"]
    if (seed, rooms, minutes) == (7, 6, 4):
        assert seen > 60
        assert missing
        assert outside


def test_both_forms_of_sparse_ratings_are_met() -> None:
    forms = {
        frozenset({"scale", "scaleMin"} & set(row))
        for row in table(made("movie-dyads"), "ratings_sparse")
    }
    assert forms == {frozenset({"scale"}), frozenset({"scaleMin"})}


def test_continuous_ratings_come_four_times_a_second_while_the_film_runs() -> None:
    of = made("movie-dyads")
    person = of.participants[0]["id"]
    rows = list(of.table("ratings_continuous", "participant", person))
    gaps = Counter(
        instant_of(after["timestamp"]) - instant_of(before["timestamp"])
        for before, after in pairwise(rows)
    )
    assert gaps.most_common(1)[0][0] == 250
    assert gaps[250] / gaps.total() > 0.95
    for row in rows:
        assert row["value"] == row["normalizedValue"] == row["rawValue"] / 100
        assert 0 <= row["value"] <= 1
    stood = [
        (row["sparseRatingData"]["mediaPauseOnset"], row["sparseRatingData"]["mediaResumeOnset"])
        for row in of.table("ratings_sparse", "room", of.rooms[1]["id"])
        if row.get("sparseRatingData")
    ]
    for row in of.table("ratings_continuous", "room", of.rooms[1]["id"]):
        assert not any(begin < row["onset"] < end for begin, end in stood)


def test_viewers_of_the_same_film_feel_alike() -> None:
    of = made("movie-dyads")
    values = [
        {
            row["stimulusTime"] // 1000: row["value"]
            for row in of.table("ratings_continuous", "participant", person["id"])
            if row["stimulusId"] == "video_harbour"
        }
        for person in of.participants[:2]
    ]
    common = sorted(set(values[0]) & set(values[1]))
    one, other = ([each[at] for at in common] for each in values)
    means = sum(one) / len(one), sum(other) / len(other)
    pairs = list(zip(one, other, strict=True))
    shared = sum((a - means[0]) * (b - means[1]) for a, b in pairs)
    spread = sum((a - means[0]) ** 2 for a in one) * sum((b - means[1]) ** 2 for b in other)
    assert shared / spread**0.5 > 0.4


def test_viewers_report_sync_once_a_second_and_hosts_do_not() -> None:
    of = made("movie-dyads")
    roles = {row["id"]: row["role"] for row in of.participants}
    rows = list(table(of, "sync"))
    assert {roles[row["participantId"]] for row in rows} == {"viewer"}
    steps = Counter[int]()
    for before, after in pairwise(rows):
        step = instant_of(after["timestamp"]) - instant_of(before["timestamp"])
        steps[step] += 1
        assert 0.95 <= after["playbackRate"] <= 1.05
        assert 0 <= after["syncQuality"] <= 1
        rates = before["playbackRate"], after["playbackRate"]
        # Who makes up for a wait runs faster, for some seconds.
        if step == 1000 and max(rates) < 1.01:
            assert abs(rates[1] - rates[0]) <= 0.01
    assert steps[1000] / steps.total() > 0.9


def waits(of: study.Study) -> list[tuple[str, str, str, float, float, float]]:
    """Give room, participant, film, begin, length (ms) and place (s) of each wait for data."""
    found: list[tuple[str, str, str, float, float, float]] = []
    for row in table(of, "events"):
        if row.get("eventType") == "media.buffering_end":
            value = row["value"]
            found.append(
                (
                    str(of.room_of(row)),
                    row["participantId"],
                    value["mediaId"],
                    row["onset"] - row["duration"],
                    row["duration"],
                    value["currentTime"],
                )
            )
    return found


def test_a_player_that_waits_shows_it_in_ratings_and_sync_metrics() -> None:
    of = made("movie-dyads")
    long = [one for one in waits(of) if one[4] >= 300]
    assert long
    roles = {row["id"]: row["role"] for row in of.participants}
    lagging = 0
    for room, person, film, begin, took, place in long:
        mine = [
            row
            for row in of.table("ratings_continuous", "room", room)
            if (row["participantId"], row["stimulusId"]) == (person, film)
        ]
        inside = [row for row in mine if begin + 10 <= row["onset"] <= begin + took - 10]
        assert inside
        assert len({row["stimulusTime"] for row in inside}) == 1
        assert inside[0]["stimulusTime"] == pytest.approx(1000 * place, abs=250)
        after = [row for row in mine if begin + took <= row["onset"] <= begin + took + 2_000]
        paces = [
            (b["stimulusTime"] - a["stimulusTime"]) / (b["onset"] - a["onset"])
            for a, b in pairwise(after)
            if b["onset"] - a["onset"] < 500
        ]
        assert all(1.02 <= pace <= 1.06 for pace in paces)
        metrics = [
            row
            for row in of.table("sync", "room", room)
            if row["participantId"] == person and begin + took <= row["onset"] < begin + took + 1e3
        ]
        assert bool(metrics) == (roles[person] == "viewer")
        for row in metrics:
            lagging += row["timeDrift"] < -took / 2
            assert row["playbackRate"] > 1.01
    assert lagging


def test_eyes_are_sampled_two_hundred_times_a_second() -> None:
    of = made("movie-dyads")
    person = of.participants[0]["id"]
    rows = of.table("eyetracking", "participant", person)
    part = rows[1000:3000]
    assert [row["sampleCount"] for row in part] == list(range(1001, 3001))
    assert instant_of(part[-1]["timestamp"]) - instant_of(part[0]["timestamp"]) == 5 * 1999
    assert any(row["gazeX"] is None for row in part)
    for row in part:
        nothing = row["confidence"] == 0
        assert (row["gazeX"] is None) == (row["pupilDiameter"] is None) == nothing
        if not nothing:
            assert 0 <= row["gazeX"] <= 1
            assert 0 <= row["gazeY"] <= 1
            assert 2 <= row["pupilDiameter"] <= 8


# -- quirks --------------------------------------------------------------------------------------


def test_deployments_differ_in_spelling() -> None:
    of = made("movie-dyads")
    older, newer = (list(table(of, "events", deployment_id=row["id"])) for row in of.deployments)
    categories = [{row["category"] for row in rows} for rows in (older, newer)]
    types = [{row.get("eventType") for row in rows} for rows in (older, newer)]
    assert "post_experiment" in categories[0] - categories[1]
    assert "questionnaire" in categories[1] - categories[0]
    assert "consent.agreed" in types[0] - types[1]
    assert "consent.accepted" in types[1] - types[0]
    assert "instructions.comprehension_attempt" in types[0] - types[1]
    assert "instructions.comprehension_check" in types[1] - types[0]
    assert all("sessionId" in row and "roomId" not in row for row in older)
    assert all(("roomId" in row) != ("sessionId" in row) for row in newer)
    assert all(of.room_of(row) for row in older)
    assert None in types[0] & types[1]
    endings = [
        {row["status"] for row in table(of, "recordings", deployment_id=each["id"])}
        for each in of.deployments
    ]
    assert endings == [{"completed"}, {"complete", "active"}]


def test_older_servers_noted_an_answer_twice() -> None:
    of = made("movie-dyads")
    doubled = Counter(
        (row["participantId"], of.room_of(row), row["value"]["questionId"])
        for row in table(of, "events")
        if row.get("eventType") == "questionnaire.response"
    )
    older = of.deployments[0]["id"]
    twice = [key for key, count in doubled.items() if count == 2]
    assert twice
    deployment = {row["id"]: row["deploymentId"] for row in of.rooms}
    assert {deployment[room] for _, room, _ in twice} == {older}


def test_rows_of_one_list_have_different_members() -> None:
    of = made("movie-dyads")
    for data_type in ("events", "chat", "recordings", "participants"):
        assert len({frozenset(row) for row in table(of, data_type)}) > 1, data_type


def test_an_incomplete_study_says_so() -> None:
    whole, part = study.make(rooms=3), study.make(rooms=3, incomplete=("chat",))
    assert whole.warnings("chat", "experiment") == []
    assert part.warnings("events", "experiment") == []
    assert part.warnings("chat", "room") == []
    (warning,) = part.warnings("chat", "experiment")
    assert warning.startswith("MISSING_INDEX: ")
    assert len(table(part, "chat")) < len(table(whole, "chat"))
    room = part.rooms[-1]["id"]
    assert len(part.table("chat", "room", room)) == len(whole.table("chat", "room", room)) > 0


# -- variables, recordings, agents ---------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_variables_follow_the_answers(name: str) -> None:
    of = made(name)
    dropped = 0
    for room in of.rooms:
        found = of.variables(room["id"])
        writes, timeline = found["writes"], found["timeline"]
        assert [row["timestamp"] for row in writes] == sorted(
            (row["timestamp"] for row in writes), key=instant_of
        )
        assert found["variableNames"] == list(dict.fromkeys(row["variable"] for row in writes))
        assert found["mode"] == "replay"
        dropped += len(found["droppedWrites"])
        last = {row["variable"]: row["value"] for row in writes}
        for row in timeline:
            assert list(row) == found["matrixColumns"]
        if timeline:
            assert {key: timeline[-1][key] for key in last} == last
        sources = {row["source"] for row in writes}
        assert sources <= ({"seed", "agent"} if name == "agents" else {"seed", "human"})
        for row in writes:
            assert (row["participantId"] is None) == (row["source"] == "seed")
        answers = {
            (row["participantId"], row["componentId"]): row["response"].get("value")
            for row in of.table("components", "room", room["id"])
            if row["response"]
        }
        for row in writes:
            key = row["participantId"], row["componentId"]
            answer = answers.get(key)
            if isinstance(answer, (str, int)):
                assert row["value"] == answer
    assert dropped == (1 if name in ("movie-dyads", "turn-taking") else 0)


def test_a_score_counts_the_rounds_won() -> None:
    of = made("turn-taking")
    scores = set[int]()
    for room in of.rooms:
        timeline = of.variables(room["id"])["timeline"]
        if not timeline:
            continue
        last = timeline[-1]
        won = sum(last[f"choice{number}"] == last[f"target{number}"] for number in range(1, 5))
        assert last["score"] == won
        scores.add(won)
    assert len(scores) > 1


def test_recordings_have_files_of_the_size_that_they_say() -> None:
    of = made("movie-dyads")
    with_size = without_size = 0
    contents = set[bytes]()
    for row in of.recordings:
        if row["endTime"] is None:
            continue
        content = of.media(row["recordingId"])
        contents.add(content)
        assert of.media_type(row["recordingId"]).endswith(row["format"])
        assert row["duration"] == instant_of(row["endTime"]) - instant_of(row["startTime"])
        if "fileSize" in row:
            with_size += 1
            assert row["fileSize"] == len(content)
            assert row["downloadPath"].endswith(f"/{row['roomId']}/{row['recordingId']}")
        else:
            without_size += 1
            assert row["downloadUrl"].startswith(study.STORAGE)
            assert "downloadPath" not in row
    assert len(contents) == with_size + without_size
    assert with_size
    assert without_size
    assert {(row["format"], row["metadata"]["type"]) for row in of.recordings} == {
        ("mp4", "video"),
        ("webm", "audio"),
        ("wav", "audio"),
    }


def test_runs_sum_up_their_decisions() -> None:
    of = made("agents")
    rows = of.decisions("experiment", of.experiment["id"])
    decisions = [row for row in rows if row["_type"] == "decision"]
    personas = {row["id"] for row in of.personas}
    rooms = {row["id"]: row for row in of.rooms}
    for run in of.runs(of.experiment["id"]):
        own = [row for row in decisions if row["participantId"] == run["participantId"]]
        assert run["turns"] == len(own)
        assert [row["seq"] for row in own] == list(range(1, len(own) + 1))
        assert run["totalInputTokens"] == sum(row["inputTokens"] for row in own)
        assert run["totalOutputTokens"] == sum(row["outputTokens"] for row in own)
        assert run["personaId"] in personas
        assert run["roomStatus"] == rooms[run["roomId"]]["status"]
        assert run["orphaned"] == (run["roomStatus"] == "failed")
        assert (run["endedAt"] is None) == (run["roomStatus"] != "completed")
    assert {row["turnKind"] for row in decisions} == {"chat", "component"}
    assert Counter(row["status"] for row in of.rooms)["failed"] == 2


def test_spend_is_what_the_runs_cost() -> None:
    of = made("agents")
    runs = of.runs(of.experiment["id"])
    for deployment in of.deployments:
        spend = of.spend(deployment["id"])
        assert set(spend["perRoom"]) == {
            row["id"] for row in of.rooms if row["deploymentId"] == deployment["id"]
        }
        for room, cost in spend["perRoom"].items():
            own = [row["totalCostUsd"] for row in runs if row["roomId"] == room]
            assert cost == pytest.approx(sum(own))
        assert spend["total"] == pytest.approx(sum(spend["perRoom"].values()))
        assert spend["total"] > 0


def test_a_decision_is_found_by_its_id() -> None:
    of = made("agents")
    row = of.decisions("room", of.rooms[0]["id"])[3]
    one = of.decision(of.rooms[0]["id"], row["id"])
    assert {**one, "_type": "decision"}.items() >= row.items()
    assert {"prompt", "reasoning", "chain", "peerModelSnapshot"} <= set(one)
    assert "prompt" not in row


def test_what_agents_say_is_in_the_chat() -> None:
    of = made("agents")
    room = of.rooms[0]["id"]
    messages = [
        (row["participantId"], row["timestamp"], row["value"])
        for row in of.decisions("room", room)
        if row["_type"] == "decision" and row["turnKind"] == "chat"
    ]
    chat = of.table("chat", "room", room)
    assert messages == [(row["senderId"], row["timestamp"], row["content"]) for row in chat]
