"""What is said in two places of the repository is the same, and what is pinned is pinned."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from pages import ROOT

import hyperstudy

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_there_are_workflows() -> None:
    assert {one.stem for one in WORKFLOWS} >= {"checks", "release", "update-contract"}


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda one: one.name)
def test_actions_are_pinned_to_a_commit_and_say_which_version(workflow: Path) -> None:
    for line in workflow.read_text("utf-8").splitlines():
        used = re.search(r"uses: (\S+)(.*)", line)
        if used and not used[1].startswith("./"):
            assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", used[1]), line
            assert re.search(r"# v\d+\.\d+\.\d+", used[2]), line


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda one: one.name)
def test_workflows_may_only_what_they_need(workflow: Path) -> None:
    read = yaml.safe_load(workflow.read_text("utf-8"))
    assert read["permissions"] == {"contents": "read"}


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda one: one.name)
def test_sessions_that_workflows_run_are_there(workflow: Path) -> None:
    text = workflow.read_text("utf-8")
    sessions = {name.partition("-")[0] for name in re.findall(r"nox -s ([\w-]+)", text)}
    sessions |= set(re.findall(r"\w+", (re.search(r"session: \[(.*)\]", text) or ["", ""])[1]))
    there = set(re.findall(r"^def (\w+)\(session", (ROOT / "noxfile.py").read_text("utf-8"), re.M))
    assert sessions <= there


def test_every_supported_python_is_tested_everywhere() -> None:
    named = [one.rpartition(" ")[2] for one in PROJECT["project"]["classifiers"]]
    versions = [one for one in named if re.fullmatch(r"3\.\d+", one)]
    checks = yaml.safe_load((ROOT / ".github/workflows/checks.yml").read_text("utf-8"))
    assert checks["jobs"]["tests"]["strategy"]["matrix"]["python"] == versions
    assert f"PYTHONS = {versions}".replace("'", '"') in (ROOT / "noxfile.py").read_text("utf-8")


def test_tools_before_a_commit_have_the_versions_of_the_checks() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    pins = {
        pin
        for repository in hooks["repos"]
        for hook in repository["hooks"]
        for pin in hook.get("additional_dependencies", ())
        if pin != "nox"  # which only starts what is pinned elsewhere
    }
    groups = PROJECT["dependency-groups"].values()
    assert pins
    assert pins <= {one for group in groups for one in group if isinstance(one, str)}


def test_tools_before_a_commit_need_nothing_on_the_path() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    languages = {hook["language"] for one in hooks["repos"] for hook in one["hooks"]}
    assert languages <= {"python", "pygrep"}


@pytest.mark.skipif(
    sys.platform == "win32" or not (shutil.which("bash") and shutil.which("git")),
    reason="the workflow runs on Linux, with bash and git",
)
class TestOfferingANewerContract:
    """The step that offers it, against a repository of its own; only GitHub is made up."""

    GH = """\
#!/bin/sh
echo "$@" >> "$TOLD"
case "$2" in
  list) cat "$OFFERS" ;;
  create) [ ! -e "$REFUSED" ] && cp body.md "$TOLD.body" ;;
esac
"""

    @pytest.fixture
    def place(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        (tmp_path / "bin").mkdir()
        gh = tmp_path / "bin" / "gh"
        gh.write_text(self.GH)
        gh.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
        for name in ("told", "offers", "refused"):
            monkeypatch.setenv(name.upper(), str(tmp_path / name))
        for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
            monkeypatch.setenv(name, os.devnull)
        for name in ("AUTHOR", "COMMITTER"):
            monkeypatch.setenv(f"GIT_{name}_NAME", "somebody")
            monkeypatch.setenv(f"GIT_{name}_EMAIL", "somebody@example.org")
        (tmp_path / "offers").write_text("0\n")
        work = tmp_path / "main"
        for folder in ("spec", "generated", "hyperstudy"):
            (work / folder).mkdir(parents=True)
            (work / folder / "openapi.yaml").write_text("as it was\n")
        self.git(tmp_path, "init", "--quiet", "--bare", "origin")
        self.git(work, "init", "--quiet", "--initial-branch", "main")
        self.git(work, "remote", "add", "origin", "../origin")
        self.commit(work)
        return tmp_path

    def git(self, folder: Path, *arguments: str) -> str:
        completed = subprocess.run(
            ["git", *arguments], cwd=folder, capture_output=True, text=True, check=True
        )
        return completed.stdout

    def commit(self, work: Path) -> None:
        self.git(work, "add", ".")
        self.git(work, "commit", "--quiet", "-m", "more")

    def night(self, place: Path, differences: str = "a difference\n") -> int:
        """Run the step where a newer contract was read, in a checkout of its own."""
        step = yaml.safe_load((ROOT / ".github/workflows/update-contract.yml").read_text("utf-8"))
        (script,) = [
            one["run"]
            for one in step["jobs"]["update"]["steps"]
            if one.get("name") == "offer what changed"
        ]
        (place / "told").unlink(missing_ok=True)
        work = place / f"night_{len(list(place.glob('night_*')))}"
        self.git(place, "clone", "--quiet", "main", work.name)
        self.git(work, "remote", "set-url", "origin", "../origin")
        (work / "spec" / "openapi.yaml").write_text("newer\n")
        (work / "differences.txt").write_text(differences, "utf-8")
        return subprocess.run(
            ["bash", "-e", "-c", script], cwd=work, capture_output=True, check=False
        ).returncode

    def branches(self, place: Path) -> list[str]:
        listed = self.git(place / "origin", "branch", "--format", "%(refname:short)")
        return [one for one in listed.splitlines() if one.startswith("contract-")]

    def test_a_change_is_offered_once_although_main_moves(self, place: Path) -> None:
        assert self.night(place) == 0
        (branch,) = self.branches(place)
        assert f"pr create --head {branch}" in (place / "told").read_text()
        (place / "offers").write_text("1\n")
        (place / "main" / "hyperstudy" / "more.py").write_text("")
        self.commit(place / "main")
        assert self.night(place) == 0
        assert self.branches(place) == [branch]
        assert "pr create" not in (place / "told").read_text()

    def test_what_was_pushed_and_not_offered_is_offered_the_next_night(self, place: Path) -> None:
        (place / "refused").write_text("")
        assert self.night(place) != 0
        assert len(self.branches(place)) == 1
        (place / "refused").unlink()
        assert self.night(place) == 0
        assert "pr create" in (place / "told").read_text()

    def test_many_differences_stay_within_what_github_takes(self, place: Path) -> None:
        assert self.night(place, "\n".join(["x" * 400] * 300)) == 0
        body = (place / "told.body").read_text("utf-8")
        assert len(body) < 65_536
        assert body.endswith("\n```\n")


def test_the_changelog_is_about_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    newest = re.search(r"^## (\S+)", changelog, re.M)
    assert newest
    assert newest[1] == hyperstudy.__version__


class TestReleaseNotes:
    def notes(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        tool = ROOT / "tools" / "release_notes.py"
        return subprocess.run(
            [sys.executable, tool, *arguments], capture_output=True, text=True, check=False
        )

    def test_a_version_without_a_date_is_not_released(self, tmp_path: Path) -> None:
        sys.path.insert(0, str(ROOT / "tools"))
        try:
            from release_notes import notes
        finally:
            sys.path.remove(str(ROOT / "tools"))
        changelog = (
            "# Changelog\n\n## 0.6.0 (2027-01-31)\n\n- New.\n\n## 0.5.0 (unreleased)\n\n- x\n"
        )
        assert notes("0.6.0", changelog) == "- New.\n"
        with pytest.raises(ValueError, match="no date"):
            notes("0.5.0", changelog)
        with pytest.raises(ValueError, match="no part"):
            notes("0.4.0", changelog)

    def test_an_unknown_version_ends_the_release(self) -> None:
        assert self.notes("99.0.0").returncode != 0
        assert "99.0.0" in self.notes("99.0.0").stderr


def test_no_key_is_in_the_repository() -> None:
    try:
        listed = subprocess.run(
            ["git", "grep", "-lE", "hst_live_[a-z0-9]{50,}"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        pytest.skip("there is no git here")
    assert listed.stdout == ""


@pytest.mark.skipif("HYPERSTUDY_TEST_WHEEL" not in os.environ, reason="the sources are tested")
def test_what_is_tested_is_the_wheel() -> None:
    assert "site-packages" in str(hyperstudy.__file__)


def test_the_table_of_parts_is_what_the_linter_holds() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    layers = next(
        one["layers"] for one in config["tool"]["importlinter"]["contracts"] if "layers" in one
    )
    held = [set(re.findall(r"\w+", layer)) - {"__main__"} for layer in layers]
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    table = text.partition("| part of `hyperstudy/`")[2].partition("\n\n")[0]
    rows = [row.split("|")[1] for row in table.splitlines()[2:]]
    named = [{one.removesuffix(".py") for one in re.findall(r"`([\w.]+)/?`", row)} for row in rows]
    place = {part: at for at, layer in enumerate(held) for part in layer}
    assert set().union(*named) == set(place)
    order = [min(place[part] for part in row) for row in named]
    assert order == sorted(order)


def test_modules_that_the_architecture_names_are_there() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    for name in re.findall(r"`(\w+/\w+\.py)`", text):
        assert (ROOT / "hyperstudy" / name).is_file(), name


def test_the_package_has_at_most_28_parts() -> None:
    inside = (ROOT / "hyperstudy").iterdir()
    parts = {one.name for one in inside if one.name != "py.typed"}
    assert len(parts - {"__init__.py", "__pycache__"}) <= 28
