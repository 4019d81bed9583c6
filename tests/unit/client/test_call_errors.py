"""Errors of calls that do not fit name the class that people know, and what they meant."""

from __future__ import annotations

import functools
import inspect
import pickle
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from hyperstudy import HyperStudy
from hyperstudy.client.call_errors import named_methods
from hyperstudy.client.study import Study

CLASSES: list[Any] = [HyperStudy, Study]
METHODS = [
    pytest.param(public, name, id=f"{public.__name__}.{name}")
    for public in CLASSES
    for name, _ in inspect.getmembers(public, inspect.isfunction)
    if not name.startswith("_") and name != "describe"  # the function of the package
]


def inherited(public: Any, name: str) -> Any:
    """Give the method as the class that defines it has it."""
    for parent in public.__mro__[1:]:
        if name in vars(parent):
            return vars(parent)[name]
    return None


@pytest.mark.parametrize(("public", "name"), METHODS)
def test_every_public_method_names_its_public_class(public: Any, name: str) -> None:
    method = getattr(public, name)
    with pytest.raises(TypeError) as caught:
        method()
    assert str(caught.value).startswith(f"{public.__name__}.{name}() missing ")


@pytest.mark.parametrize(("public", "name"), METHODS)
def test_a_mistyped_keyword_is_named_with_the_one_that_was_meant(public: Any, name: str) -> None:
    parameters = inspect.signature(getattr(public, name)).parameters
    if any(one.kind is one.VAR_KEYWORD for one in parameters.values()):
        return  # it takes any
    for meant in parameters:
        wrong = meant[:-1]
        if len(wrong) < 4 or wrong in parameters:
            continue
        with pytest.raises(TypeError) as caught:
            getattr(public, name)(object(), **{wrong: 1})
        assert str(caught.value) == (
            f"{public.__name__}.{name}() got an unexpected keyword argument '{wrong}'. "
            f"Did you mean '{meant}'?"
        )


def test_the_client_itself() -> None:
    with pytest.raises(TypeError) as caught:
        HyperStudy(api_ky="hst_test_x")  # type: ignore[call-arg]
    assert str(caught.value) == (
        "HyperStudy.__init__() got an unexpected keyword argument 'api_ky'. Did you mean 'api_key'?"
    )


def test_where_nothing_is_close_nothing_is_suggested() -> None:
    with HyperStudy("hst_test_x", "http://127.0.0.1:9") as hs:
        call: Any = hs.get_events
        with pytest.raises(TypeError) as caught:
            call("exp_7", zzzz=1)
    assert str(caught.value) == (
        "HyperStudy.get_events() got an unexpected keyword argument 'zzzz'"
    )


def test_an_error_inside_of_a_method_stays_as_it_is() -> None:
    class Parent:
        def read(self, *, scope: str = "room") -> None:
            def inner() -> None: ...

            call: Any = inner
            call(scop=scope)

    @named_methods
    class Child(Parent): ...

    with pytest.raises(TypeError) as caught:
        Child().read()
    assert "inner() got an unexpected keyword argument 'scop'" in str(caught.value)
    assert "mean" not in str(caught.value)


@pytest.mark.parametrize(("public", "name"), METHODS)
def test_signature_types_and_documentation_are_those_of_the_method(public: Any, name: str) -> None:
    method, before = getattr(public, name), inherited(public, name)
    assert method.__name__ == name
    assert pickle.loads(pickle.dumps(method)) is method
    if before is None:
        return
    assert inspect.signature(method) == inspect.signature(before)
    assert method.__doc__ == before.__doc__
    assert inspect.getsource(method) == inspect.getsource(before)
    assert vars(inspect.unwrap(method)) == vars(before)


def test_type_hints_are_found_where_the_method_was_written() -> None:
    assert get_type_hints(HyperStudy.health) == {"return": dict[str, Any]}


def test_methods_that_call_the_one_they_replace_still_do() -> None:
    class Parent:
        def where(self) -> str:
            return "parent"

    class Middle(Parent):
        def where(self) -> str:
            return f"middle of {super().where()}"

    @named_methods
    class Child(Middle):
        @functools.cached_property
        def folder(self) -> Path:
            return Path()

    assert Child().where() == "middle of parent"
    assert Child().folder == Path()
    assert Middle.where.__qualname__.endswith("Middle.where")
