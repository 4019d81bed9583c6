"""Experiments in YAML and JSON files: read, changed, written, and the same again."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from definitions import DEFINITION, JSON, NAMES
from hypothesis import given
from hypothesis import strategies as st

from hyperstudy import Experiment, InputError, load_experiment, save_experiment
from hyperstudy.models import json_yaml

FORMATS = ("study.yaml", "study.yml", "study.json", "study")


@pytest.mark.parametrize("name", FORMATS)
def test_an_experiment_comes_back_as_it_was(name: str, tmp_path: Path) -> None:
    experiment = Experiment.from_dict(DEFINITION)
    file = save_experiment(experiment, tmp_path / "new folder" / name)
    assert file == tmp_path / "new folder" / name
    again = load_experiment(file)
    assert isinstance(again, Experiment)
    assert json.dumps(again.to_dict()) == json.dumps(DEFINITION)
    assert [one.name for one in file.parent.iterdir()] == [name]


@pytest.mark.parametrize("name", FORMATS)
def test_a_change_changes_one_line(name: str, tmp_path: Path) -> None:
    file = save_experiment(DEFINITION, str(tmp_path / name))
    before = file.read_text("utf-8").splitlines()
    experiment = load_experiment(file)
    experiment.states[0].transition_rules.duration_ms = 6000
    after = save_experiment(experiment, file).read_text("utf-8").splitlines()
    assert [one for one, other in zip(before, after, strict=True) if one != other] == [
        one for one in before if "5000" in one
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_half_a_surrogate_pair_comes_back(name: str, tmp_path: Path) -> None:
    definition = {"name": "Wörter", "cut \ud83d": ["\\\ude00", "\U0001f600"]}
    file = save_experiment(definition, tmp_path / name)
    assert load_experiment(file).to_dict() == definition
    assert "Wörter" in file.read_text("utf-8")


@given(content=st.dictionaries(st.text() | NAMES, JSON, max_size=5))
def test_any_json_survives_yaml(content: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "any.yaml")
        file.write_text(json_yaml.dumps(content), "utf-8", newline="\n")
        assert json.dumps(json_yaml.load(file)) == json.dumps(content)


WORDS = """
name: no
description: 12:30
states:
  - id: on
    name: 2026-03-02
  - id: 0x10
    name: 1_000
  - id: null text
    name: =
roles:
  yes: {participantCount: 2}
  1: {name: ~}
  1.50: {name: .inf}
variables:
  a: 1.5e3
  b: -0
  c: true
  d: "true"
  e: 007
"""


def test_yaml_is_read_as_json_would_have_it(tmp_path: Path) -> None:
    file = tmp_path / "words.yaml"
    file.write_text(WORDS, "utf-8")
    assert load_experiment(file).to_dict() == {
        "name": "no",
        "description": "12:30",
        "states": [
            {"id": "on", "name": "2026-03-02"},
            {"id": "0x10", "name": "1_000"},
            {"id": "null text", "name": "="},
        ],
        "roles": {"yes": {"participantCount": 2}, "1": {"name": None}, "1.50": {"name": ".inf"}},
        "variables": {"a": 1500.0, "b": 0, "c": True, "d": "true", "e": "007"},
    }


def test_long_texts_are_blocks_that_can_be_read_and_compared(tmp_path: Path) -> None:
    text = "<p>One</p>\n<p>Two</p>\n"
    file = save_experiment({"name": "x", "consentFormContent": text}, tmp_path / "a.yaml")
    assert file.read_text("utf-8") == (
        "name: x\nconsentFormContent: |\n  <p>One</p>\n  <p>Two</p>\n"
    )


def test_the_definition_of_an_export_is_taken(tmp_path: Path) -> None:
    exported = {"exportInfo": {}, "experiment": DEFINITION, "mediaAssets": [{"url": "https://x"}]}
    file = save_experiment(exported, tmp_path / "export.json")
    assert json.loads(file.read_text("utf-8")) == exported
    assert load_experiment(file) == DEFINITION


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.json", "{", "not JSON"),
        ("a.json", "[]", "no experiment"),
        ("a.json", '{"name": "a", "name": "b"}', "'name' stands there twice"),
        ("a.json", '{"name": NaN}', "NaN"),
        ("a.json", '{"name": 1e400}', "1e400 is too large"),
        ("a.json", '{"name": -1e400}', "-1e400 is too large"),
        pytest.param(
            "a.json",
            f'{{"name": {"1" * 5000}}}',
            r"11111111\.\.\. \(5000 characters\) is too large",
            id="long json",
        ),
        pytest.param(
            "a.json",
            f'{{"name": {"[" * 100_000}{"]" * 100_000}}}',
            "nested more deeply",
            id="deep json",
        ),
        pytest.param(
            "a.yaml",
            f"name: {'1' * 5000}\n",
            r"5000 characters\) is too large.*\n.*line 1",
            id="long yaml",
        ),
        pytest.param(
            "a.yaml", f"name: {'[' * 5000}{']' * 5000}", "nested more deeply", id="deep yaml"
        ),
        ("a.yaml", "name: [", "line 1"),
        ("a.yaml", "- a", "no experiment"),
        ("a.yaml", "name: a\nname: b\n", r"'name' stands there twice\n.*line 2"),
        ("a.yaml", "? [a]\n: b\n", "a name must be text"),
        ("a.yaml", "name: !!python/name:os.system\n", "line 1"),
        ("a.yaml", "name: 1e999\n", "too large"),
        ("a.yaml", "a: &x {b: 1}\nc: {<<: *x}\n", r"<< is not understood.*\n.*line 2"),
        ("a.yaml", "", "no experiment"),
    ],
)
def test_what_is_no_experiment_is_named(name: str, text: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    with pytest.raises(InputError, match=rf"(?s)a\.(json|yaml).*{message}"):
        load_experiment(file)


def test_large_whole_numbers_come_back(tmp_path: Path) -> None:
    for name in FORMATS:
        file = save_experiment({"name": "x", "large": -(10**400)}, tmp_path / name)
        assert load_experiment(file)["large"] == -(10**400)


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    for name in ("a.json", "a.yaml"):
        (tmp_path / name).write_bytes(b"\xff\xfe\x00")
        with pytest.raises(InputError, match=name):
            load_experiment(tmp_path / name)


def test_a_file_is_whole_or_as_it_was(tmp_path: Path) -> None:
    file = save_experiment(DEFINITION, tmp_path / "a.yaml")
    before = file.read_bytes()
    with pytest.raises(InputError, match="variables"):
        save_experiment({"name": "x", "variables": {"a": object()}}, file)
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]


def test_without_pyyaml_the_extra_is_named(tmp_path: Path, monkeypatch: Any) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "yaml", None)
    monkeypatch.delitem(sys.modules, "hyperstudy.models.json_yaml", raising=False)
    monkeypatch.delattr("hyperstudy.models.json_yaml", raising=False)
    with pytest.raises(ImportError, match=r"hyperstudy\[yaml\]"):
        save_experiment({"name": "x"}, tmp_path / "a.yaml")
    assert save_experiment({"name": "x"}, tmp_path / "a.json").exists()
