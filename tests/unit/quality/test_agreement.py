"""Agreement of ratings over film time, compared with what is planted and with plain formulas."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

import hyperstudy
from hyperstudy.client.study import Study
from hyperstudy.quality import measure
from hyperstudy.quality.agreement import Agreement, FilmCourses
from hyperstudy.quality.film_ratings import film_ratings
from hyperstudy.sandbox import start

for needed in ("duckdb", "polars"):
    pytest.importorskip(needed)
np: Any = pytest.importorskip("numpy")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ratings") / "study"
    with start("movie-dyads", minutes=3, rooms=3, defects=()) as sandbox, sandbox.client() as hs:
        hs.pull(
            sandbox.experiment_id,
            folder,
            types=["events", "sync", "ratings_continuous", "participants", "rooms"],
            progress=False,
        )
    return folder


@pytest.fixture(scope="module")
def study(folder: Path) -> Study:
    return hyperstudy.open_study(folder)


def agreements(study: Study, labels: dict[tuple[str, str], str]) -> list[Agreement]:
    courses = FilmCourses(labels)
    for one in film_ratings(study):
        courses.add(one)
    return courses.agreements()


def labels_of(study: Study) -> dict[tuple[str, str], str]:
    people = measure(study, check_files=False).participants
    return {
        (str(room), str(person)): str(label)
        for room, person, label in people[["roomId", "participantId", "label"]].itertuples(
            index=False
        )
    }


def without(folder: Path, *tables: str) -> Study:
    study = hyperstudy.open_study(folder)
    for one in tables:
        del study.manifest.tables[one]
    return study


def test_the_seconds_are_those_of_on_film_time(study: Study) -> None:
    labels = labels_of(study)
    found = agreements(study, labels)
    assert found
    for one in found:
        wide: Any = study.on_film_time(
            "ratings_continuous", film=one.film, value="normalizedValue", rate=1, method="mean"
        )
        wide.columns = [labels[key] for key in wide.columns]
        expected = wide.dropna(how="all").dropna(how="all", axis="columns").sort_index(axis=1)
        assert list(one.seconds.columns) == list(expected.columns)
        assert (one.seconds.index == expected.index).all()
        np.testing.assert_allclose(one.seconds, expected, atol=1e-9)
        np.testing.assert_allclose(one.mean, expected.mean(axis=1), atol=1e-9)
        assert 0 < one.uncertainty_ms < 1_000
        assert one.without_clock == []


def test_leave_one_out_is_the_plain_formula(study: Study) -> None:
    for one in agreements(study, labels_of(study)):
        for label, value in one.with_others.items():
            others = one.seconds.drop(columns=label).mean(axis=1)
            expected = one.seconds[label].corr(others)
            assert value == pytest.approx(expected, abs=1e-9)
        assert one.split_half is not None
        assert 0 < one.split_half <= 1


def test_people_who_saw_the_same_film_agree(study: Study) -> None:
    films = agreements(study, labels_of(study))
    agreed = [value for one in films for value in one.with_others.values() if value is not None]
    assert sorted(agreed)[len(agreed) // 2] > 0.3


def test_without_events_film_time_is_what_each_rating_carries(folder: Path, study: Study) -> None:
    labels = labels_of(study)
    poor = agreements(without(folder, "events"), labels)
    rich = {one.film: one for one in agreements(study, labels)}
    assert {one.film for one in poor} == set(rich)
    for one in poor:
        assert one.without_clock == list(one.seconds.columns)
        assert one.uncertainty_ms != one.uncertainty_ms
        both = one.seconds.index.intersection(rich[one.film].seconds.index)
        assert len(both) > 10
        assert (one.seconds.loc[both] - rich[one.film].seconds.loc[both]).abs().mean().max() < 0.1


def test_only_those_without_events_are_placed_by_what_their_ratings_carry(
    folder: Path, study: Study, tmp_path: Path
) -> None:
    parquet: Any = pytest.importorskip("pyarrow.parquet")
    compute: Any = pytest.importorskip("pyarrow.compute")
    place = shutil.copytree(folder, tmp_path / "study")
    events = place / study.manifest.tables["events"].files[0].path
    rows = parquet.read_table(events)
    (room, *_) = sorted(labels_of(study))[0]
    parquet.write_table(rows.filter(compute.not_equal(rows["roomId"], room)), events)
    labels = labels_of(study)
    theirs = sorted(label for (one, _), label in labels.items() if one == room)
    found = agreements(hyperstudy.open_study(place), labels)
    assert found
    for one in found:
        assert one.without_clock == theirs
        assert set(one.seconds.columns) > set(theirs)
        assert one.uncertainty_ms > 0


def test_the_page_names_those_whose_film_time_is_not_known(folder: Path, tmp_path: Path) -> None:
    for needed in ("jinja2", "matplotlib"):
        pytest.importorskip(needed)
    study = without(folder, "events")
    report = study.report(tmp_path / "report.html", check_files=False)
    assert report.quality.agreements
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "no events of players tell when the film ran" in page
    sentence = "Gaps of continuous ratings are counted on film time"
    assert f"{sentence} that each rating carries (stimulusTime)." in page
    hyperstudy.open_study(folder).report(tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "no events of players tell" not in page
    assert "by the clock of the room, uncertain by ±" in page
    assert f"{sentence} by the clock of the room." in page


def test_nobody_is_compared_with_nobody() -> None:
    pandas = pytest.importorskip("pandas")
    alone = Agreement("film", pandas.DataFrame({"P01": [0.1, 0.2]}), {"P01": None}, None)
    assert alone.mean.tolist() == [0.1, 0.2]
