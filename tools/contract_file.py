"""Read an OpenAPI document as plain JSON values, and say in words what is wrong with it."""

from __future__ import annotations

import json
from typing import Any, cast

import contract_shapes
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import YAMLError

CONTRACT = "spec/openapi.yaml"
_MOST_SHOWN = 300


class NotAContract(Exception):
    """The document is not the description of an API that this project can work with."""


class _JsonConstructor(SafeConstructor):
    """Values as JSON knows them: a date in an example is the text that was written."""


_JsonConstructor.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def read(text: str) -> dict[str, Any]:
    """Return the document that a text in YAML or JSON holds, in the shapes of `contract_shapes`.

    Raises
    ------
    NotAContract
        If the text is neither, or holds no mapping.
    """
    try:
        document = _read_json_or_yaml(text)
    except RecursionError:
        raise NotAContract("It is nested too deeply to be read.") from None
    if not isinstance(document, dict) or "openapi" not in document:
        raise NotAContract(
            "There is no OpenAPI document in it: no `openapi` member with a version was found at "
            "its top. Is it the page about the document rather than the document?"
        )
    contract_shapes.settle(cast("dict[str, Any]", document))
    return cast("dict[str, Any]", document)


def _read_json_or_yaml(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return _read_yaml(text)


def _read_yaml(text: str) -> Any:
    loader = YAML(typ="safe", pure=True)
    loader.Constructor = _JsonConstructor
    try:
        # Keys such as 200 are numbers in YAML; JSON has texts only.
        return json.loads(json.dumps(loader.load(text)))
    except (YAMLError, TypeError, ValueError) as error:
        raise NotAContract(f"It is neither YAML nor JSON: {shortened(error)}") from error


def validate(document: dict[str, Any]) -> None:
    """Check that a document is valid OpenAPI 3.0 or 3.1.

    Raises
    ------
    NotAContract
        If it is not; the message names the place.
    """
    from openapi_spec_validator import validate as validate_document
    from openapi_spec_validator.validation.exceptions import OpenAPIValidationError

    version = str(document["openapi"])
    if not version.startswith(("3.0", "3.1")):
        raise NotAContract(f"It is OpenAPI {version}; this project works with 3.0 and 3.1.")
    try:
        validate_document(document)
    except OpenAPIValidationError as error:
        place = "/".join(str(part) for part in getattr(error, "absolute_path", ())) or "its top"
        reason = shortened(getattr(error, "message", error))
        raise NotAContract(f"It is not valid OpenAPI {version}. At {place}: {reason}") from error
    except Exception as error:
        # References that lead nowhere surface as errors of the resolver, of many types.
        raise NotAContract(
            f"It is not valid OpenAPI {version}, or refers to what is not there: {shortened(error)}"
        ) from error


def shortened(error: Any) -> str:
    """Return a message without the parts of the document that libraries put into theirs."""
    text = str(error)
    half = _MOST_SHOWN // 2
    return text if len(text) <= _MOST_SHOWN else f"{text[:half]} ... {text[-half:]}"


def as_json(document: dict[str, Any]) -> str:
    """Return the document as JSON, in its own order, so that a diff can be read."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
