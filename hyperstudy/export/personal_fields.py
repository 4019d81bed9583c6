"""Which columns and JSON members name a person, by what they are called."""

from __future__ import annotations

import re
from functools import lru_cache

_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NAMES = (
    "participant|sender|owner|user|display|first|last|full|middle|given|family|real|nick|sur|login"
)
_PERSONAL = re.compile(
    rf"(?:^|_)(?:e_?mails?|phones?|telephone|prolific|ip(?:v[46])?|(?:{_NAMES})_?names?"
    r"|download_(?:url|link|path|token)|storage_?url|signed_?(?:url|link)|owner_id)(?:_|$)"
    r"|^url$|^download$"
)

PERSONAL_HINT = (
    rf"(?i:mail|phone|prolific|\bip|_ip|(?:{_NAMES})_?name|download|signed|storage_?url|owner_?id)"
)
"""A pattern of RE2 that is found wherever a member of JSON may be one of these."""


@lru_cache(maxsize=4096)
def is_personal(name: str) -> bool:
    """Return whether what a column or member of this name holds names a person or reaches a file.

    Whole words decide: ``phone`` and ``mobilePhone`` do, ``microphone`` does not.
    """
    words = _HUMPS.sub("_", name).lower()
    return bool(_PERSONAL.search(re.sub(r"[^0-9a-z]+", "_", words)))
