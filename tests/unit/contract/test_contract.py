"""What the shipped contract answers, and how schemas of any shape are read."""

from __future__ import annotations

import subprocess
import sys

import pytest

from hyperstudy import contract
from hyperstudy.contract import schemas

KINDS = {"text", "integer", "number", "boolean", "time", "json"}
CERTAINTIES = {"documented", "observed", "inferred"}


@pytest.mark.parametrize("data_type", contract.DATA_TYPES)
def test_every_data_type_has_described_columns(data_type):
    columns = contract.columns(data_type)
    assert columns
    assert len({column.name for column in columns}) == len(columns)
    for column in columns:
        assert column.kind in KINDS
        assert column.certainty in CERTAINTIES
        assert column.description, column.name
        assert column.name == "_".join(column.path)


def test_columns_have_the_types_that_researchers_rely_on():
    events = {column.name: column for column in contract.columns("events")}
    assert events["id"].kind == "text"
    assert events["timestamp"].kind == "time"
    assert events["onset"][:4] == ("onset", "number", ("onset",), "ms")
    assert events["content"].kind == "text"
    assert events["response"].kind == "json"
    assert events["deploymentId"].nullable
    assert not events["id"].nullable


def test_flattened_members_come_after_the_plain_columns():
    columns = contract.columns("ratings_sparse")
    depths = [len(column.path) for column in columns]
    assert depths == sorted(depths)
    assert set(depths) == {1, 2}
    by_name = {column.name: column for column in columns}
    assert by_name["sparseRatingData"].flatten
    assert by_name["sparseRatingData"].kind == "json"
    assert by_name["sparseRatingData_pauseIndex"].path == ("sparseRatingData", "pauseIndex")
    assert by_name["sparseRatingData_pauseIndex"].kind == "integer"
    assert not by_name["sparseRatingData_pauseIndex"].flatten
    assert by_name["metadata_question"].kind == "text"


def test_decisions_and_runs_share_one_list():
    names = {column.name for column in contract.columns("agent_decisions")}
    assert {"_type", "seq", "turnKind", "totalCostUsd"} <= names


def test_the_timeline_of_variables_is_found_in_the_metadata():
    assert [column.name for column in contract.columns("variables_timeline")] == ["stateId"]
    assert "persisted" in {column.name for column in contract.columns("variables")}


def test_flattened_and_timed_names_are_those_of_all_records():
    assert set(contract.flattened_names()) == {"metadata", "sparseRatingData"}
    assert {"timestamp", "startTime", "endTime", "createdAt", "updatedAt"} <= contract.time_names()
    assert "id" not in contract.time_names()


def test_every_operation_is_known_with_its_parameters():
    operations = contract.operations()
    assert len(operations) == 47
    for operation_id, operation in operations.items():
        assert contract.operation(operation_id) is operation
        assert operation.method in {"GET", "POST", "PUT", "DELETE"}
        assert operation.certainty in CERTAINTIES
        assert operation.summary
        assert operation.tag
        assert operation.definition["operationId"] == operation_id
        in_path = [one.name for one in operation.parameters if one.location == "path"]
        assert [f"{{{name}}}" for name in in_path] == [
            part for part in operation.path.split("/") if part.startswith("{")
        ]
        assert all(one.required for one in operation.parameters if one.location == "path")


def test_an_operation_says_what_a_caller_may_send():
    operation = contract.operation("get_events")
    assert (operation.method, operation.path) == ("GET", "/data/events/{scope}/{scopeId}")
    assert operation.scopes == ("read:events",)
    parameters = {one.name: one for one in operation.parameters}
    assert parameters["order"].allowed == ("asc", "desc")
    assert parameters["order"].default == "asc"
    assert parameters["scope"].allowed == contract.enum("DataScope")
    assert parameters["limit"].kind == "integer"
    assert parameters["limit"].minimum == 1
    assert parameters["startTime"].allowed == ()


def test_page_sizes_are_the_defaults_of_operations_that_have_pages():
    assert contract.page_size("get_events") == 1000
    assert contract.page_size("list_experiments") == 50
    assert contract.page_size("get_variables") is None
    # A limit there is a cap for each room, not a page.
    assert contract.page_size("get_experiment_agent_decisions") is None


def test_the_limits_are_the_documented_ones():
    assert contract.rate_limits() == (100, 1000)


def test_words_of_an_enumeration():
    assert contract.enum("DataScope") == ("experiment", "room", "participant")


@pytest.mark.parametrize(
    ("ask", "wrong", "meant"),
    [
        (contract.columns, "evnts", "'events'"),
        (contract.operation, "get_event", "'get_events'"),
        (contract.enum, "DataScopes", "'DataScope'"),
        (contract.page_size, "get_recording", "'get_recordings'"),
    ],
)
def test_an_unknown_name_is_answered_with_the_one_that_may_be_meant(ask, wrong, meant):
    with pytest.raises(ValueError, match=f"{wrong!r}. Did you mean {meant}"):
        ask(wrong)


def test_a_name_unlike_any_other_is_answered_with_all():
    with pytest.raises(ValueError, match=r"no data type 'zzzzzz'\. Known: agent_decisions, "):
        contract.columns("zzzzzz")


def test_asking_the_contract_loads_nothing_heavy():
    code = (
        "import sys\nfrom hyperstudy import contract\ncontract.columns('events')\n"
        "heavy = {'pandas', 'numpy', 'polars', 'pyarrow', 'httpx', 'attr', 'hyperstudy_api'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_installation_without_the_contract_says_what_to_do(tmp_path):
    package = tmp_path / "hyperstudy_api"
    package.mkdir()
    (package / "__init__.py").touch()
    code = (
        f"import sys\nsys.path.insert(0, {str(tmp_path)!r})\n"
        "from hyperstudy import contract\ncontract.document()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "FileNotFoundError: The API's contract" in done.stderr
    assert "Install hyperstudy anew" in done.stderr


DOCUMENT = {
    "components": {
        "schemas": {
            "Word": {"type": "string", "enum": ["a", "b", None]},
            "Base": {
                "type": "object",
                "x-certainty": "documented",
                "properties": {
                    "id": {"type": "string"},
                    "size": {"type": "integer", "x-certainty": "inferred"},
                },
            },
            "More": {
                "allOf": [{"$ref": "#/components/schemas/Base"}],
                "x-certainty": "observed",
                "properties": {"extra": {"$ref": "#/components/schemas/Word", "description": "x"}},
            },
            "odd/na~me": {"type": "boolean"},
        }
    }
}
WORD = {"$ref": "#/components/schemas/Word"}
TIME = {"type": "string", "format": "date-time"}


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ({"type": "string"}, "text"),
        ({"type": ["string", "null"]}, "text"),
        ({"type": "string", "format": "date"}, "text"),
        (TIME, "time"),
        ({"type": ["string", "null"], "format": "date-time"}, "time"),
        ({"oneOf": [TIME, {"type": "null"}]}, "time"),
        ({"oneOf": [TIME, {"type": "number"}]}, "json"),
        ({"anyOf": [TIME, {"type": "string"}]}, "text"),
        ({"type": "integer"}, "integer"),
        ({"type": ["integer", "number", "null"]}, "number"),
        ({"anyOf": [{"type": "integer"}, {"type": "number"}]}, "number"),
        ({"type": ["integer", "string"]}, "json"),
        ({"type": "boolean"}, "boolean"),
        ({"type": "object"}, "json"),
        ({"type": "array", "items": {"type": "string"}}, "json"),
        ({"description": "anything"}, "json"),
        ({"type": "null"}, "json"),
        (WORD, "text"),
        ({"oneOf": [WORD, {"type": "null"}]}, "text"),
        ({"allOf": [WORD], "default": "a"}, "text"),
        ({"allOf": [{"description": "anything"}, {"type": "integer"}]}, "integer"),
        ({"enum": [1, 2, None]}, "integer"),
        ({"enum": ["a", 1]}, "json"),
        ({"const": "a"}, "text"),
        ({"const": []}, "json"),
        ({"$ref": "#/components/schemas/odd~1na~0me"}, "boolean"),
    ],
)
def test_the_kind_of_a_column_holds_every_value_of_its_schema(schema, kind):
    assert schemas.kind(DOCUMENT, schema) == kind


def test_null_is_allowed_where_any_form_allows_it():
    assert schemas.nullable(DOCUMENT, {"type": ["string", "null"]})
    assert schemas.nullable(DOCUMENT, {"oneOf": [WORD, {"type": "null"}]})
    assert not schemas.nullable(DOCUMENT, {"type": "string"})
    assert not schemas.nullable(DOCUMENT, {})


def test_words_are_found_behind_references():
    assert list(schemas.words(DOCUMENT, {"allOf": [WORD], "default": "a"})) == ["a", "b"]
    assert list(schemas.words(DOCUMENT, {"oneOf": [WORD, {"type": "null"}]})) == ["a", "b"]


def test_members_know_who_vouches_for_them():
    found = schemas.members(DOCUMENT, {"$ref": "#/components/schemas/More"})
    assert {name: one.certainty for name, one in found.items()} == {
        "id": "documented",
        "size": "inferred",
        "extra": "observed",
    }
    # What stands beside a reference wins over what is behind it.
    assert found["extra"].schema["description"] == "x"


def test_members_of_several_forms_are_put_together():
    first = {"properties": {"a": {"type": "string"}, "b": {"type": "integer"}}}
    second = {"properties": {"b": {"type": "number"}, "c": {"type": "null"}}}
    found = schemas.members(DOCUMENT, {"oneOf": [first, second, {"type": "null"}]})
    assert list(found) == ["a", "b", "c"]
    assert schemas.kind(DOCUMENT, found["b"].schema) == "number"


def test_rows_are_found_in_a_list_and_in_one_object_that_stands_for_it():
    one = {"type": "object", "title": "one"}
    listed = {"type": "array", "items": one}
    for schema in (listed, one, {"oneOf": [one, listed]}, {"oneOf": [{"type": "null"}, one]}):
        assert schemas.items(DOCUMENT, schema) == one
