"""A name that there is not is told with the one that was meant, in notebooks too."""

from __future__ import annotations

import copy
import pickle
import traceback
from typing import Any

import pytest

from hyperstudy import HyperStudy
from hyperstudy.client.missing_names import suggesting_names
from hyperstudy.client.study import Study
from hyperstudy.offline.opened_pull import OpenedPull
from hyperstudy.study.manifest import Manifest


@pytest.fixture
def hs() -> Any:
    with HyperStudy(api_key="hst_test_none", base_url="http://127.0.0.1:9") as client:
        yield client


def test_the_closest_name_is_told_once(hs: Any) -> None:
    with pytest.raises(AttributeError) as caught:
        _ = hs.get_event
    assert str(caught.value) == (
        "'HyperStudy' object has no attribute 'get_event'. Did you mean: 'get_events'?"
    )
    assert "".join(traceback.format_exception(caught.value)).count("Did you mean") == 1


def test_what_only_a_study_on_disk_has_is_told(hs: Any) -> None:
    with pytest.raises(AttributeError, match=r"open_study\(folder\)\.export_bids$"):
        _ = hs.export_bids


def test_what_the_package_has_is_told(hs: Any) -> None:
    with pytest.raises(AttributeError, match=r"The package has it: hyperstudy\.check_recordings$"):
        _ = hs.check_recordings


def test_what_only_the_client_has_is_told(tmp_path: Any) -> None:
    manifest = Manifest({"id": "exp_7"}, "http://127.0.0.1")
    study: Any = Study(OpenedPull.reduced(tmp_path, manifest))
    with pytest.raises(AttributeError, match=r"HyperStudy\(\)\.create_experiment$"):
        _ = study.create_experiment
    with pytest.raises(AttributeError, match="Did you mean: 'get_rooms'"):
        _ = study.get_room


def test_where_nothing_is_near_nothing_is_suggested(hs: Any) -> None:
    with pytest.raises(AttributeError) as caught:
        _ = hs.zzzzzzzz
    assert str(caught.value) == "'HyperStudy' object has no attribute 'zzzzzzzz'"


def test_what_python_and_notebooks_look_for_is_not_there(hs: Any) -> None:
    for name in ("_repr_png_", "_ipython_display_", "__array__", "__deepcopy__"):
        assert not hasattr(hs, name)
    for copier in (copy.copy, pickle.dumps):
        with pytest.raises(TypeError, match="cannot be pickled or copied"):
            copier(hs)


def test_a_property_that_breaks_off_shows_its_own_error() -> None:
    @suggesting_names("hyperstudy.client.study:Study", "{}")
    class Broken:
        @property
        def length(self) -> int:
            return len(self.lenght)  # type: ignore[attr-defined]

    with pytest.raises(AttributeError, match="'lenght'"):
        _ = Broken().length
