"""Each command against the sandbox: data on stdout, talk on stderr, and how it ends."""

from __future__ import annotations

import csv
import inspect
import io
import json
import re
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pandas as pd
import pyarrow.parquet
import pytest
from running_commands import Command, runner

import hyperstudy
from hyperstudy.cli import exit_status
from hyperstudy.cli.derived_options import name_of
from hyperstudy.cli.single_objects import things
from hyperstudy.cli.tables import methods
from hyperstudy.client.online import find_key
from hyperstudy.sandbox import Sandbox, start

KEY = "hst_test_1"


@pytest.fixture
def command(
    sandbox: Sandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Command:
    for name, value in sandbox.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("HYPERSTUDY_CONFIG_DIR", str(tmp_path / "settings"))
    return runner(monkeypatch, capsys)


@pytest.fixture
def rows(sandbox: Sandbox) -> list[dict[str, object]]:
    with sandbox.client() as hs:
        return hs.get_events(sandbox.experiment_id, limit=30, output="dict")


def somebody(sandbox: Sandbox) -> tuple[str, str]:
    """Give the ids of a person and of the room where they were."""
    one = next(one for one in sandbox.study.participants if one["roomId"])
    return str(one["id"]), str(one["roomId"])


@pytest.fixture(scope="module")
def agents() -> Iterator[Sandbox]:
    with start("agents", rooms=1) as server:
        yield server


class TestWhatItPrints:
    def test_csv_into_a_pipe(self, command: Command, sandbox: Sandbox) -> None:
        result = command("participants", sandbox.experiment_id)
        table = list(csv.DictReader(io.StringIO(result.out)))
        with sandbox.client() as hs:
            expected = hs.get_participants(sandbox.experiment_id)
        assert [one["id"] for one in table] == list(expected["id"])
        assert list(table[0]) == list(expected.columns)
        assert "complete" in result.err
        assert result.status == 0

    def test_quiet_says_nothing(self, command: Command, sandbox: Sandbox) -> None:
        result = command("rooms", sandbox.experiment_id, "--quiet")
        assert result.err == ""
        assert result.out.startswith("id,")

    def test_json_is_what_the_server_sent(
        self, command: Command, sandbox: Sandbox, rows: list[dict[str, object]]
    ) -> None:
        result = command("get", "events", sandbox.experiment_id, "--limit", 30, "--json")
        assert json.loads(result.out) == rows

    def test_ndjson_is_a_row_a_line(
        self, command: Command, sandbox: Sandbox, rows: list[dict[str, object]]
    ) -> None:
        result = command(
            "get", "events", sandbox.experiment_id, "--limit", 30, "--format", "ndjson", "-q"
        )
        assert [json.loads(line) for line in result.out.splitlines()] == rows

    def test_a_terminal_gets_a_table_that_fits(
        self, command: Command, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        monkeypatch.setenv("COLUMNS", "80")
        result = command("get", "events", sandbox.experiment_id)
        lines = re.sub(r"\x1b\[[0-9;]*m", "", result.out).splitlines()
        assert all(len(line) <= 80 for line in lines)
        assert {"participantId", "onset_sec"} <= set(lines[1].split())
        assert len(lines) < 60
        assert "-o FILE" in result.err

    def test_a_cell_is_no_markup_and_no_control(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from hyperstudy.cli.output import print_table

        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        print_table(pd.DataFrame({"name": ["[red]x[/red]", "a\x1b[31mb", None, 1.5, {"a": 1}]}))
        shown = capsys.readouterr().out
        assert "[red]x[/red]" in shown
        assert "\x1b" not in shown.replace("\x1b[1m", "").replace("\x1b[0m", "")
        assert '{"a":1}' in shown


class TestFiles:
    def test_each_format_holds_the_same(
        self, command: Command, sandbox: Sandbox, tmp_path: Path
    ) -> None:
        with sandbox.client() as hs:
            expected = hs.get_ratings(sandbox.experiment_id, kind="sparse", output="dict")
        for ending in ("csv", "parquet", "ndjson", "json"):
            file = tmp_path / f"ratings.{ending}"
            result = command(
                "get", "ratings", sandbox.experiment_id, "--kind", "sparse", "-o", file
            )
            assert (result.status, result.out) == (0, "")
            assert str(file) in result.err
        onsets = [one["onset"] for one in expected]
        assert list(pd.read_csv(tmp_path / "ratings.csv")["onset"]) == onsets
        assert (
            pyarrow.parquet.read_table(tmp_path / "ratings.parquet")["onset"].to_pylist() == onsets
        )
        assert json.loads((tmp_path / "ratings.json").read_text()) == expected
        lines = (tmp_path / "ratings.ndjson").read_text().splitlines()
        assert [json.loads(line) for line in lines] == expected

    def test_what_fails_leaves_the_old_file(
        self, command: Command, sandbox: Sandbox, tmp_path: Path
    ) -> None:
        file = tmp_path / "events.csv"
        file.write_text("old")
        assert command("get", "events", "exp_nowhere", "-o", file).status == 5
        assert file.read_text() == "old"
        assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["events.csv"]

    @pytest.mark.parametrize("name", ["events.xls", "nowhere/events.csv", ""])
    def test_a_place_that_cannot_be_is_refused_before_any_request(
        self, command: Command, sandbox: Sandbox, tmp_path: Path, name: str
    ) -> None:
        before = len(sandbox.requests)
        assert command("get", "events", "exp_1", "-o", tmp_path / name).status == 2
        assert len(sandbox.requests) == before

    @pytest.mark.parametrize(
        "options",
        [("-o", "events.parquet"), ("-o", "events.csv"), ("--format", "csv")],
    )
    def test_json_under_another_name_is_refused_before_any_request(
        self,
        command: Command,
        sandbox: Sandbox,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        options: tuple[str, str],
    ) -> None:
        monkeypatch.chdir(tmp_path)
        before = len(sandbox.requests)
        result = command("get", "events", sandbox.experiment_id, "--json", *options)
        assert result.status == 2
        assert options[1] in result.err
        assert not list(tmp_path.glob("events.*"))
        assert len(sandbox.requests) == before

    def test_json_into_a_file_of_json(
        self, command: Command, sandbox: Sandbox, tmp_path: Path, rows: list[dict[str, object]]
    ) -> None:
        file = tmp_path / "events.json"
        result = command(
            "get", "events", sandbox.experiment_id, "--limit", 30, "--json", "-o", file
        )
        assert result.status == 0
        assert json.loads(file.read_text("utf-8")) == rows

    def test_parquet_needs_a_file(self, command: Command) -> None:
        assert command("get", "events", "exp_1", "--format", "parquet").status == 2


class TestOptions:
    def test_the_filters_reach_the_service(self, command: Command, sandbox: Sandbox) -> None:
        room = str(sandbox.study.rooms[0]["id"])
        command(
            *("get", "events", room, "--scope", "room", "--category", "component"),
            *("--start-time", "2026-01-01", "--order", "desc", "--limit", 3),
        )
        request = sandbox.requests[-1]
        assert request.path.endswith(f"/data/events/room/{room}")
        query = dict(httpx.QueryParams(request.query))
        assert query == {
            "category": "component",
            "startTime": "2026-01-01T00:00:00.000Z",
            "order": "desc",
            "limit": "3",
            "offset": "0",
        }

    @pytest.mark.parametrize("name", methods())
    def test_every_parameter_is_an_option_that_is_explained(
        self, command: Command, name: str
    ) -> None:
        result = command("get", name, "--help")
        assert result.status == 0
        for one in inspect.signature(methods()[name]).parameters.values():
            only = (name, one.name) == ("rooms", "scope")  # there is one word for it
            if only or one.name in {"self", "output", "progress"}:
                continue
            if one.default is one.empty:
                assert one.name.upper() in result.out
            else:
                assert f"--{one.name.replace('_', '-')}" in result.out
        assert f"hyperstudy get {name}" in result.out

    def test_an_option_for_an_id_has_a_short_name(self, command: Command, sandbox: Sandbox) -> None:
        person, room = somebody(sandbox)
        for flag in ("--room", "--room-id"):
            result = command("get", "chat", person, "--scope", "participant", flag, room)
            assert result.status == 0
            assert f"participant {person}" in result.err

    def test_underscores_do_too(self, command: Command) -> None:
        assert command("get", "agent_runs", "--help").status == 0

    def test_a_table_that_there_is_not(self, command: Command) -> None:
        result = command("get", "evnts", "exp_1")
        assert result.status == 2
        assert "'events'" in result.err

    def test_variables_have_two_tables(self, command: Command, sandbox: Sandbox) -> None:
        room = sandbox.study.rooms[0]["id"]
        writes = command("get", "variables", room).out.splitlines()
        states = command("get", "variables", room, "--timeline").out.splitlines()
        assert writes[0] != states[0]
        assert len(writes) > 1
        assert len(states) > 1


class TestExcel:
    def test_csv_and_xlsx(self, command: Command, sandbox: Sandbox, tmp_path: Path) -> None:
        experiment = sandbox.experiment_id
        result = command("get", "chat", experiment, "--for-excel", "-o", tmp_path / "chat.csv")
        assert result.status == 0
        assert (tmp_path / "chat.csv").read_bytes().startswith(b"\xef\xbb\xbf")
        assert "timestamp_local" in (tmp_path / "chat.csv").read_text("utf-8-sig").splitlines()[0]
        assert command("get", "chat", experiment, "--for-excel").out.startswith("\ufeff")
        assert command("get", "chat", experiment, "-o", tmp_path / "chat.xlsx").status == 0
        with sandbox.client() as hs:
            chat = hs.get_chat(experiment)
        assert pd.read_excel(tmp_path / "chat.xlsx")["content"].tolist() == chat["content"].tolist()
        written = hyperstudy.write_table(chat, tmp_path / "own.xlsx").read_bytes()
        assert written == (tmp_path / "chat.xlsx").read_bytes()

    def test_all_data(self, command: Command, sandbox: Sandbox, tmp_path: Path) -> None:
        person, room = somebody(sandbox)
        result = command(
            "get", "all-data", person, "--room", room, "-o", tmp_path, "--format", "xlsx"
        )
        assert result.status == 0
        assert len(pd.read_excel(tmp_path / "events.xlsx"))

    @pytest.mark.parametrize(
        "arguments",
        [("--for-excel", "--json"), ("--for-excel", "-o", "a.parquet"), ("--format", "xlsx")],
    )
    def test_what_cannot_be(self, command: Command, arguments: tuple[str, ...]) -> None:
        assert command("get", "chat", "exp_1", *arguments).status == 2


class TestOneThing:
    @pytest.mark.parametrize("name", things())
    def test_it_is_what_the_client_gives(
        self,
        command: Command,
        agents: Sandbox,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        name: str,
    ) -> None:
        for variable, value in agents.environment().items():
            monkeypatch.setenv(variable, value)
        given = self.ids(agents, name)
        with agents.client() as hs:
            expected = getattr(hs, things()[name].__name__)(**given)
        arguments: list[str] = []
        for parameter, value in given.items():
            if arguments:
                arguments.append(f"--{parameter.removesuffix('_id')}")
            arguments.append(value)
        result = command("get", name, *arguments)
        assert result.status == 0
        assert json.loads(result.out) == expected
        file = tmp_path / "it.json"
        result = command("get", name, *arguments, "-o", file)
        assert (result.status, result.out) == (0, "")
        assert json.loads(file.read_text("utf-8")) == expected
        assert f"hyperstudy get {name}" in command("get", name, "--help").out

    def ids(self, agents: Sandbox, name: str) -> dict[str, str]:
        person, room = somebody(agents)
        with agents.client() as hs:
            decisions = hs.get_agent_decisions(room, scope="room", output="dict")
            known = {
                "participant_id": person,
                "room_id": room,
                "experiment_id": agents.experiment_id,
                "deployment_id": agents.study.deployments[0]["id"],
                "persona_id": hs.list_personas(output="dict")[0]["id"],
                "decision_id": decisions[0]["id"],
            }
        wanted = list(inspect.signature(things()[name]).parameters)[1:]
        return {one: str(known[one]) for one in wanted}

    def test_a_terminal_gets_names_and_values(
        self, command: Command, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        person, room = somebody(sandbox)
        with sandbox.client() as hs:
            events = hs.get_counts(person, room)["counts"]["events"]
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        result = command("get", "counts", person, "--room", room)
        lines = [line.split() for line in result.out.splitlines()]
        assert ["counts"] in lines
        assert ["events", str(events)] in lines
        result = command("get", "experiment", sandbox.experiment_id)
        assert result.out.startswith("Experiment\n  ID ")

    def test_a_table_is_refused_before_any_request(
        self, command: Command, sandbox: Sandbox, tmp_path: Path
    ) -> None:
        before = len(sandbox.requests)
        result = command("get", "counts", "user_1", "--room", "room_1", "-o", tmp_path / "a.csv")
        assert result.status == 2
        assert ".json" in result.err
        assert command("get", "counts", "user_1").status == 2
        assert len(sandbox.requests) == before

    def test_whatever_the_client_can_get_has_a_command(self) -> None:
        without = {
            "openapi-document",  # for tools; nox -s update_spec reads it
            "recording-url",  # a link with a signature that soon ends: recordings downloads
        }
        commands = {*methods(), *things(), "variables", "all-data"}
        for name in dir(hyperstudy.HyperStudy):
            if re.match("(get|list)_", name):
                assert name_of(name) in commands | without, name


class TestAllOfAParticipant:
    def test_a_file_for_each_table(
        self, command: Command, sandbox: Sandbox, tmp_path: Path
    ) -> None:
        person, room = somebody(sandbox)
        with sandbox.client() as hs:
            expected = hs.get_all_data(person, room_id=room)
        result = command("get", "all-data", person, "--room", room, "-o", tmp_path / "all")
        assert (result.status, result.out) == (0, "")
        assert {one.name for one in (tmp_path / "all").iterdir()} == {
            f"{name}.csv" for name in expected
        }
        written = pd.read_csv(tmp_path / "all" / "chat.csv")
        assert list(written["content"]) == list(expected["chat"]["content"])

    def test_it_needs_a_place(self, command: Command) -> None:
        assert command("get", "all-data", "user_1", "--room", "room_1").status == 2


class TestHowItEnds:
    @pytest.mark.parametrize(
        ("arguments", "status", "says"),
        [
            (("get", "events", "exp_nowhere"), 5, "Next: hyperstudy experiments"),
            (("get", "persona", "persona_0"), 5, "Next: hyperstudy get personas"),
            (("get", "deployment", "dep_0"), 5, "Next: hyperstudy get deployments"),
            (("get", "deployment-sessions", "dep_0"), 5, "Next: hyperstudy get deployments"),
            (("events", "exp_7"), 2, "'hyperstudy get events'"),
            (("evnts", "exp_7"), 2, "'hyperstudy get events'"),
            (("counts", "user_12"), 2, "'hyperstudy get counts'"),
            (("expriments",), 2, "'experiments'"),
            (("recordngs", "exp_7"), 2, "Did you mean 'recordings'?\n"),
            (("version",), 2, "there is no 'version'. Did you mean 'hyperstudy --version'?\n"),
            (("help",), 2, "Did you mean 'hyperstudy --help'?\n"),
            (("get", "events", "room_1"), 5, "scope='room' or scope='participant'"),
            (("verify", "."), 2, "hyperstudy pull"),
            (("get", "all-data", "user_0", "--room", "room_0", "-o", "a/b"), 5, "Next: hyperst"),
            (("recordings", "exp_nowhere", "files"), 5, "Next: hyperstudy experiments"),
            (("recordings", "exp_nowhere", "files", "--dry-run"), 5, "Next: hyperstudy exp"),
            (("get", "events", "exp_1", "--scope", "romo"), 2, "Did you mean 'room'"),
            (("get", "events", "a/b"), 2, "is not an id"),
            (("experiments", "--limit", "many"), 2, "many"),
            (("describe", "evnts"), 2, "events"),
            (("validate", "nowhere.yaml"), 2, "nowhere.yaml"),
        ],
    )
    def test_the_status_says_what_kind_of_failure(
        self,
        command: Command,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        arguments: tuple[str, ...],
        status: int,
        says: str,
    ) -> None:
        monkeypatch.chdir(tmp_path)
        result = command(*arguments)
        assert result.status == status
        assert result.out == ""
        assert says in result.err
        assert list(tmp_path.iterdir()) == []

    def test_without_a_key(self, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("HYPERSTUDY_API_KEY")
        result = command("experiments")
        assert result.status == 3
        assert "hyperstudy login" in result.err

    def test_with_certificates_that_are_none(
        self, command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("HYPERSTUDY_BASE_URL", "https://api.example.invalid/v3")
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "absent.pem"))
        result = command("experiments")
        assert result.status == 7
        assert str(tmp_path / "absent.pem") in result.err
        assert "SSL_CERT_FILE" in result.err

    def test_with_a_proxy_that_is_none(
        self, command: Command, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "no_proxy", "NO_PROXY"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("HYPERSTUDY_BASE_URL", "https://api.example.invalid/v3")
        monkeypatch.setenv("ALL_PROXY", "socks://anna:s3cret@proxy.invalid:1080")
        result = command("experiments")
        assert result.status == 7
        assert "variable ALL_PROXY" in result.err
        assert "s3cret" not in result.err

    def test_with_a_key_that_is_unknown(
        self, command: Command, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HYPERSTUDY_API_KEY", "hst_test_unknown0815")
        result = command("experiments")
        assert result.status == 3
        assert "unknown0815" not in result.err

    def test_with_a_key_that_may_not(
        self, command: Command, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        key = sandbox.add_key(scopes=["read:events"])
        monkeypatch.setenv("HYPERSTUDY_API_KEY", key.text)
        result = command("experiments")
        assert result.status == 4
        assert "hyperstudy whoami --scopes" in result.err

    def test_without_a_network(self, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HYPERSTUDY_BASE_URL", "http://127.0.0.1:9/api/v3")
        once = hyperstudy.RetryPolicy(tries=1)
        monkeypatch.setattr("hyperstudy.transport.settings.RetryPolicy", lambda: once)
        result = command("experiments")
        assert result.status == 7

    def test_every_kind_of_error_has_a_status_that_the_help_names(self, command: Command) -> None:
        statuses = {status for _, status, _ in exit_status.KINDS}
        listed = " ".join(command("--help").out.split())
        for status in statuses | {
            exit_status.FAILED,
            exit_status.MISSING_PACKAGE,
            exit_status.INTERRUPTED,
        }:
            assert f" {status} " in listed
        kinds = {name for name, _, _ in exit_status.KINDS}
        for name in hyperstudy.__all__:
            one = getattr(hyperstudy, name)
            if isinstance(one, type) and issubclass(one, hyperstudy.HyperStudyError):
                names = {base.__name__ for base in one.__mro__}
                assert names & kinds or one is hyperstudy.HyperStudyError

    def test_a_table_with_less_than_promised(
        self, command: Command, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from hyperstudy.lists.report import FetchReport

        monkeypatch.setattr(FetchReport, "complete", False)
        file = tmp_path / "rooms.csv"
        assert command("rooms", sandbox.experiment_id, "-o", file).status == 9
        assert file.exists()

    def test_a_missing_package(self, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
        result = command("get", "events", "exp_1", "-o", "events.parquet")
        assert result.status == 10
        assert 'pip install "hyperstudy[arrow]"' in result.err

    def test_ctrl_c_says_so_and_leaves_nothing(
        self, command: Command, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def stop(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(pd.DataFrame, "to_csv", stop)
        result = command("rooms", sandbox.experiment_id, "-q", "-o", tmp_path / "rooms.csv")
        assert result == (130, "", "Stopped with Ctrl-C.\n")
        assert not [one for one in tmp_path.iterdir() if one.is_file()]

    def test_a_full_disk(
        self, command: Command, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device", "rooms.csv")

        monkeypatch.setattr(pd.DataFrame, "to_csv", full)
        result = command("rooms", sandbox.experiment_id, "-q", "-o", tmp_path / "rooms.csv")
        assert result == (1, "", "Error: No space left on device: rooms.csv\n")

    def test_a_fault_of_our_own_is_not_hidden(
        self, command: Command, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: object, **__: object) -> None:
            raise RuntimeError("ours")

        monkeypatch.setattr(hyperstudy.HyperStudy, "list_experiments", broken)
        with pytest.raises(RuntimeError, match="ours"):
            command("experiments")

    def test_without_typer(self, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "typer", None)
        result = command("--help")
        assert result.status == 10
        assert 'pip install "hyperstudy[cli]"' in result.err

    def test_a_made_up_study_that_there_is_not(self, command: Command) -> None:
        result = command("sandbox", "--study", "movie-dyad", "--port", 0)
        assert result.status == 2
        assert "movie-dyads" in result.err

    @pytest.mark.parametrize(
        ("option", "value", "message"),
        [
            ("--minutes", "0.2", "0.5"),
            ("--minutes", "1000", "600"),
            ("--minutes", "nan", "nan"),
            ("--faults", "nope", "latency"),
            ("--faults", "cut=x", "cut=x"),
            ("--faults", "cut:2", "cut:2"),
        ],
    )
    def test_a_sandbox_that_cannot_be(
        self, command: Command, option: str, value: str, message: str
    ) -> None:
        result = command("sandbox", "--port", 0, option, value)
        assert result.status == 2
        assert message in result.err
        assert "Traceback" not in result.err

    def test_the_first_help_has_an_example(self, command: Command) -> None:
        assert "hyperstudy get events exp_7 -o events.csv\n" in command("--help").out

    def test_help_has_a_short_name(self, command: Command) -> None:
        for words in ((), ("get",), ("get", "events"), ("export", "bids")):
            assert command(*words, "-h") == command(*words, "--help")

    def test_a_taken_port_is_told_with_what_to_do(self, command: Command) -> None:
        with socket.create_server(("127.0.0.1", 0)) as holder:
            result = command("sandbox", "--port", holder.getsockname()[1])
        assert result.status == 1
        assert "--port 0" in result.err
        assert "Errno" not in result.err

    def test_which_version(self, command: Command) -> None:
        assert command("--version").out == f"hyperstudy {hyperstudy.__version__}\n"


class TestAccount:
    def log_in(self, command: Command, monkeypatch: pytest.MonkeyPatch, text: str) -> tuple:
        monkeypatch.setattr(sys, "stdin", io.StringIO(text))
        return command("login", "--file")

    def test_a_key_is_kept_used_and_removed(
        self, command: Command, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        key = sandbox.add_key().text
        monkeypatch.delenv("HYPERSTUDY_API_KEY")
        result = self.log_in(command, monkeypatch, f"{key}\n")
        assert result.status == 0
        assert key not in result.out + result.err
        assert command("login", "--check").status == 0
        assert command("experiments", "-q").status == 0
        with hyperstudy.HyperStudy() as hs:
            assert hs.whoami().user_id
        assert "hyperstudy login" in command("whoami").out
        assert command("logout").status == 0
        assert command("experiments").status == 3
        assert "No key" in command("logout").err

    def test_at_a_terminal_the_key_is_asked_for_and_not_shown(
        self, command: Command, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        key = sandbox.add_key().text
        monkeypatch.setattr(sys, "stdin", Terminal())
        prompts: list[dict[str, object]] = []
        monkeypatch.setattr("typer.prompt", lambda *_, **how: prompts.append(how) or key)
        assert command("login", "--file").status == 0
        assert prompts == [{"hide_input": True, "err": True}]

    def test_ctrl_c_at_the_question_for_the_key(
        self, command: Command, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        def stop(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(sys, "stdin", Terminal())
        monkeypatch.setattr("getpass.getpass", stop)
        result = command("login", "--file")
        assert result.status == 130
        assert "Aborted" not in result.err

    def test_a_key_that_is_not_accepted_is_not_kept(
        self, command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        assert self.log_in(command, monkeypatch, "hst_test_wrong\n").status == 3
        assert self.log_in(command, monkeypatch, "\n").status == 2
        assert not (tmp_path / "settings").exists()

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "ascii"])
    @pytest.mark.parametrize(
        "form", ["{}", "{}\r\n", '\n"{}"\n', "HYPERSTUDY_API_KEY={}\nMORE=1\n"]
    )
    def test_a_key_comes_in_whatever_a_shell_or_an_editor_wrote(
        self,
        command: Command,
        sandbox: Sandbox,
        monkeypatch: pytest.MonkeyPatch,
        encoding: str,
        form: str,
    ) -> None:
        key = sandbox.add_key().text
        monkeypatch.delenv("HYPERSTUDY_API_KEY")
        piped = io.TextIOWrapper(io.BytesIO(form.format(key).encode(encoding)), "utf-8")
        monkeypatch.setattr(sys, "stdin", piped)
        result = command("login", "--file")
        assert (result.status, result.out) == (0, ""), result.err
        assert find_key(sandbox.base_url)[0] == key

    def test_what_no_key_has_is_named(
        self, command: Command, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        piped = io.TextIOWrapper(io.BytesIO(b"hst_live_abc\xffdef\n"), "utf-8")
        monkeypatch.setattr(sys, "stdin", piped)
        result = command("login", "--file")
        assert result.status == 3
        assert "which no key has" in result.err
        assert "abc" not in result.err
        assert "Traceback" not in result.err

    def test_it_says_when_the_variable_hides_the_key(
        self, command: Command, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        result = self.log_in(command, monkeypatch, sandbox.add_key().text)
        assert "HYPERSTUDY_API_KEY is set to another key" in result.err

    def test_a_key_that_may_not_list_experiments_is_accepted_all_the_same(
        self, command: Command, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        key = sandbox.add_key(scopes=["read:chat", "read:events"])
        monkeypatch.setenv("HYPERSTUDY_API_KEY", key.text)
        assert command("login", "--check").status == 0
        identity = json.loads(command("whoami", "--json").out)
        assert set(identity["scopes"]) == {"read:chat", "read:events"}
        assert key.text not in json.dumps(identity)

    def test_scopes_are_tried_until_the_service_lists_them(
        self, command: Command, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        every = json.loads(command("whoami", "--scopes", "--json").out)
        assert every["may"]["read:recordings"] is True
        key = sandbox.add_key(scopes=["read:experiments", "read:events"])
        monkeypatch.setenv("HYPERSTUDY_API_KEY", key.text)
        identity = json.loads(command("whoami", "--scopes", "--json").out)
        assert set(identity["scopes"]) == {"read:experiments", "read:events"}


class TestRecordings:
    def test_a_plan_then_the_files_then_nothing_to_do(
        self, command: Command, sandbox: Sandbox, tmp_path: Path
    ) -> None:
        room = str(sandbox.study.rooms[0]["id"])
        arguments = ("recordings", room, tmp_path / "files", "--scope", "room")
        plan = json.loads(command(*arguments, "--dry-run", "--json").out)
        assert {one["action"] for one in plan} == {"download"}
        assert not (tmp_path / "files").exists()
        assert "to download" in command(*arguments, "--dry-run").out
        result = command(*arguments, "--json")
        assert result.status == 0
        assert {one["download_status"] for one in json.loads(result.out)} == {"downloaded"}
        assert "skipped" in command(*arguments).err

    def test_what_fails_is_a_status(
        self, command: Command, sandbox: Sandbox, tmp_path: Path
    ) -> None:
        running = next(one for one in sandbox.study.rooms if one["status"] == "active")
        result = command("recordings", running["id"], tmp_path / "files", "--scope", "room")
        assert result.status == 9
        assert "recordings_metadata.csv" in result.err

    def test_none_is_told_with_what_was_asked(
        self, command: Command, sandbox: Sandbox, tmp_path: Path
    ) -> None:
        arguments = ("recordings", sandbox.experiment_id, tmp_path / "files", "--room", "room_0")
        result = command(*arguments, "--type", "audio")
        assert result.status == 0
        assert result.err.splitlines()[-1] == (
            f"no recordings of experiment {sandbox.experiment_id}, room room_0, type audio"
        )


class TestStudy:
    def test_a_study_is_planned_pulled_and_proved(
        self, command: Command, sandbox: Sandbox, tmp_path: Path
    ) -> None:
        arguments = ("pull", sandbox.experiment_id, tmp_path / "study")
        some = ("--type", "chat", "--type", "ratings-sparse")
        plan = command(*arguments, *some, "--dry-run", "--json")
        assert json.loads(plan.out)
        assert not (tmp_path / "study").exists()
        result = command(*arguments, *some)
        assert result.status == 0
        assert result.out == ""
        assert "hyperstudy verify" in result.err
        again = command(*arguments, *some, "--again", "--json")
        assert again.status == 0
        assert json.loads(again.out)
        proved = command("verify", tmp_path / "study", "--json")
        assert proved.status == 0
        assert json.loads(proved.out)["complete"] is True
        next((tmp_path / "study").rglob("*.parquet")).unlink()
        broken = command("verify", tmp_path / "study", "--no-contents")
        assert broken.status == 9
        assert "is missing" in broken.out
        of_a_file = command("verify", tmp_path / "study" / "manifest.json")
        assert of_a_file.status == 2
        assert f"give the folder of a study, such as {tmp_path / 'study'}" in of_a_file.err

    def test_what_a_study_lacks_sends_nobody_to_the_service(
        self, command: Command, sandbox: Sandbox, tmp_path: Path
    ) -> None:
        wanted = ("--type", "rooms", "--type", "participants", "--type", "events", "-q")
        command("pull", sandbox.experiment_id, tmp_path / "study", *wanted)
        result = command("clock", tmp_path / "study", "room_0")
        assert result.status == 5
        assert "get_rooms" in result.err
        assert "hyperstudy experiments" not in result.err

    def test_recordings_are_proved_too(
        self, command: Command, sandbox: Sandbox, tmp_path: Path
    ) -> None:
        room = sandbox.study.rooms[0]["id"]
        command("recordings", room, tmp_path / "files", "--scope", "room", "-q")
        assert command("verify", tmp_path / "files", "-q") == (0, "", "")
        next((tmp_path / "files").glob("*.mp4")).unlink()
        result = command("verify", tmp_path / "files", "--json")
        assert result.status == 9
        assert len(json.loads(result.out)["missing"]) == 1

    def test_a_folder_without_either(self, command: Command, tmp_path: Path) -> None:
        assert command("verify", tmp_path).status == 2

    def test_a_table_that_there_is_not(self, command: Command, tmp_path: Path) -> None:
        result = command("pull", "exp_1", tmp_path / "study", "--type", "evnts")
        assert result.status == 2
        assert "events" in result.err


class TestWords:
    def test_the_dictionary(self, command: Command) -> None:
        columns = json.loads(command("describe", "ratings-sparse", "--json").out)
        assert columns == hyperstudy.describe("ratings_sparse", output="dict")
        assert command("describe", "events").out.startswith("column,type,unit")

    def test_a_definition(self, command: Command, tmp_path: Path) -> None:
        good, bad = tmp_path / "good.yaml", tmp_path / "bad.json"
        good.write_text("name: Dyads\nstates: []\nrequiredParticipants: 2\n")
        bad.write_text('{"name": "Dyads", "requiredParticipants": 0}')
        assert command("validate", good).status == 0
        assert command("validate", good, "--online").status == 0
        result = command("validate", bad)
        assert result.status == 9
        assert "requiredParticipants" in result.out
        assert result.err.endswith("is not valid: 1 fault\n")
        assert json.loads(command("validate", bad, "--json").out)["valid"] is False
        slip = tmp_path / "slip.json"
        slip.write_text('{"name": "Dyads", "states": [], "requiredParticipant": 2}')
        result = command("validate", slip)
        assert result.status == 0
        assert "requiredParticipants" in result.err
