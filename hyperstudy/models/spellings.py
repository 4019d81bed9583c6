"""Both spellings of a setting in what is sent, where it is unknown which one the service reads.

The SDK 0.4.1 sends ``url`` where the component pages show ``videoUrl``. The contract marks such
settings (``x-send-both``); when the official document says which it is, the mark goes, and with it
what is added here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..display.notices import warn_caller
from ..exact_json import is_list, is_object
from . import shapes
from .json_values import place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..contract.schemas import Schema


def with_both_spellings(value: Any, schema: Schema, path: str = "", around: object = None) -> Any:
    """Add the other spelling to each setting that is to be sent under two names.

    Parameters
    ----------
    value : object
        JSON values. They are not changed.
    schema : mapping
        What the contract says of the place.
    path : str, optional
        Where the value stands, for warnings.
    around : object, optional
        The name under which the value stands, which can be a component's type.

    Returns
    -------
    object
        The same, with what was missing. Where both are there already, both stay, with a warning
        if they differ: it is unknown which one the service reads.
    """
    if is_list(value):
        inner = shapes.list_items(schema)
        return [with_both_spellings(item, inner, place(path, at)) for at, item in enumerate(value)]
    if not is_object(value):
        return value
    shape = shapes.shape(schema)
    kind = value.get("type", around)
    sent: dict[str, Any] = {}
    for name, member in value.items():
        inner = shapes.settings(shape.members.get(name, shape.others), kind)
        sent[name] = with_both_spellings(member, inner, place(path, name), name)
    for one, other in _pairs(shape.members):
        if one in sent and other in sent and sent[one] != sent[other]:
            warn_caller(
                f"{place(path, one)} is {sent[one]!r}, and {other!r} beside it is {sent[other]!r}. "
                "They are two names of one setting, and both are sent: give them one value."
            )
        elif one in sent or other in sent:
            sent[other] = sent[one] = sent.get(one, sent.get(other))
    return sent


def _pairs(members: Mapping[str, Schema]) -> list[tuple[str, str]]:
    return [
        (name, str(member["x-same-as"]))
        for name, member in members.items()
        if member.get("x-send-both")
    ]
