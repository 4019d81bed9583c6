"""Rules of a report: what a file may change, and what it may not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from hyperstudy.exceptions import InputError
from hyperstudy.quality import default_rules, read_rules
from hyperstudy.quality.measures import MEASURES, display


def rules_of(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_rules_of_the_package_have_measures_and_levels() -> None:
    rules = default_rules()
    assert len({one.name for one in rules.rules}) == len(rules.rules) > 15
    assert {one.level for one in rules.rules} == {"must", "should", "note"}


def test_a_file_changes_only_what_it_mentions(tmp_path: Path) -> None:
    path = rules_of(
        tmp_path,
        "[rules.flat-rating]\nbelow = 0.5\n[rules.latecomer]\nlevel = 'off'\n"
        "[attention-checks.blue]\nstate = 'colour'\nequals = 'blue'\n",
    )
    before, now = default_rules(), read_rules(path)
    assert now.rule("flat-rating").below == 0.5
    assert now.rule("flat-rating").title == before.rule("flat-rating").title
    assert "latecomer" not in {one.name for one in now.rules}
    assert {one.name for one in now.attention_checks} == {"attention", "blue"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[rules.flat-rating]\nbelow = 'much'", "number"),
        ("[rules.flat-rating]\nbelo = 1", "belo"),
        ("[rules.flat-rating]\nlevel = 'grave'", "level"),
        ("[rules.flat-rating]\nmeasure = 'mood'", "mood"),
        ("[rules.mine]\nof = 'rooms'", "measure"),
        ("[rules.mine]\nof = 'houses'\nmeasure = 'people'", "houses"),
        ("[rules.mine]\nof = 'rooms'\nmeasure = 'people'", "threshold"),
        ("[rule.mine]\nof = 'rooms'", "section"),
        ("[attention-checks.mine]\nquestion = 'a'", "equals"),
        ("[attention-checks.mine]\nequals = 'a'", "question"),
        ("[attention-checks.mine]\nquestion = 'a'\nat_least_share = 3", "between 0 and 1"),
        ("this is no TOML", "TOML"),
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_rules(rules_of(tmp_path, text))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.toml"):
        read_rules(tmp_path / "none.toml")


def test_every_measure_says_what_it_counts() -> None:
    assert all(one.meaning and one.heading for those in MEASURES.values() for one in those.values())


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.256, "share", "26 %"), (0.0123, "share", "1.2 %"), (1200.0, "", "1,200"),
        (12.34, "s", "12.3 s"), (0.5, "number", "0.50"), (None, "s", "–"),
        (float("nan"), "", "–"),
    ],
)  # fmt: skip
def test_numbers_for_people(value: float | None, unit: str, text: str) -> None:
    assert display(value, unit) == text
