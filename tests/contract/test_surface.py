"""Methods that cannot work are refused when they are written, with what to add where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import surface
import yaml

from hyperstudy import contract

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Write the methods of a changed `spec/surface.yaml`."""

    def write(**entry: Any) -> dict[str, str]:
        known = yaml.safe_load(surface.SURFACE.read_text("utf-8"))
        known["data_methods"]["methods"] = {"get_pulse": {"about": "Heart rate.", **entry}}
        (tmp_path / "surface.yaml").write_text(yaml.safe_dump(known), "utf-8")
        monkeypatch.setattr(surface, "SURFACE", tmp_path / "surface.yaml")
        return surface.render(contract.document())

    return write


def test_a_method_of_an_operation_and_a_table_is_written(written: Any) -> None:
    module = written(operation="get_chat", table="chat")["hyperstudy/resources/data_methods.py"]
    assert "def get_pulse(" in module


def test_an_operation_that_there_is_not_is_named(written: Any) -> None:
    with pytest.raises(SystemExit, match=r"get_pulse names no operation \(get_pulses\)"):
        written(operation="get_pulses", table="chat")


def test_a_table_that_has_no_rows_yet_is_named_with_what_to_add_where(written: Any) -> None:
    with pytest.raises(SystemExit, match=r"table pulse, .*contract/records\.py .*add it to ROWS"):
        written(operation="get_chat", table="pulse")
    kinds = {"kind": ["continuous", "burst"]}
    with pytest.raises(SystemExit, match=r"table ratings_burst, "):
        written(operation="get_{kind}_ratings", table="ratings_{kind}", choose=kinds)


def test_its_tables_are_those_of_the_package() -> None:
    assert surface.known_tables() == set(contract.DATA_TYPES)
