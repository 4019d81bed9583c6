"""File names of recordings: the published pattern, made safe and unique.

``{name}_{type}_{id}.{ending}``, where every character that is no letter, digit, underscore or
hyphen is an underscore. Nothing that a server or a participant typed can choose a folder, be
hidden, look like an option, or take the place of another file. Where the pattern alone would give
two recordings one name (missing ids, ids that differ in case or in odd characters only) or had to
be cut, the start of the source's key is appended; so each name depends on its recording and on
those that it would collide with, and not on the order of a listing.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from .recording import AUDIO

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .recording import Recording

LONGEST = 180
"""Bytes of a name in UTF-8. File systems take 255; the part file needs some more than the name."""
_KEY_DIGITS = 8
_KEPT = -1
_PART_ENDINGS = {"part", "json"}


def assign(
    recordings: Sequence[Recording],
    keys: Sequence[str],
    *,
    use_names: bool = True,
    kept: Mapping[str, str] | None = None,
) -> list[str]:
    """Give each recording its file name.

    Parameters
    ----------
    recordings, keys : sequences of equal length
        The recordings and their sources' keys; recordings of one source share one name.
    use_names : bool, optional
        False uses the participant's id where the pattern has the name.
    kept : mapping of str to str, optional
        From a source's key to the name of the file that it has in the folder already. A name
        that belongs to another source is not given away, and a source keeps its own, also where
        the person is called otherwise today.

    Returns
    -------
    list of str
        Names without any folder; different for different sources, also where the file system
        ignores case or the form of Unicode.
    """
    kept = kept or {}
    owners = {same_file(name): key for key, name in kept.items()}
    forms = {key: _Forms(one, key, use_names) for one, key in zip(recordings, keys, strict=True)}
    levels = {key: one.level_of(kept.get(key)) for key, one in forms.items()}
    while True:
        taken: defaultdict[str, set[str]] = defaultdict(set)
        for key, level in levels.items():
            taken[same_file(forms[key].at(level))].add(key)
        losers = {
            key
            for name, claimants in taken.items()
            for key in claimants
            if owners.get(name, key) != key or (len(claimants) > 1 and owners.get(name) != key)
        }
        if not losers:
            return [forms[key].at(levels[key]) for key in keys]
        for key in losers:
            levels[key] += 1


def same_file(name: str) -> str:
    """Give what two names share if a file system may take them for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


class _Forms:
    """The names that a recording may have: the pattern, then with more and more of the key."""

    def __init__(self, one: Recording, key: str, use_names: bool) -> None:
        who = (one.participant_name if use_names else None) or one.participant_id or "unknown"
        kind = one.kind or "recording"
        self._ending = _ending(one)
        tail = f"_{_cut(clean(kind), 30)}_{_cut(clean(one.identifier or 'unknown'), 70)}"
        room = LONGEST - len(f"{tail}.{self._ending}".encode())
        self._stem = _no_option(_cut(clean(who), room) + tail)
        self._key = key
        self._use_names = use_names
        self._kept: str | None = None
        # What was cut no longer tells by itself whose it is.
        whole = len(clean(who).encode()) <= room and tail == "_".join(
            ["", clean(kind), clean(one.identifier or "unknown")]
        )
        self._least = 0 if whole else 1

    def at(self, level: int) -> str:
        if level == _KEPT and self._kept is not None:
            return self._kept
        level = max(level, self._least)
        if not level:
            return f"{self._stem}.{self._ending}"
        suffix = "_" + self._key[: _KEY_DIGITS * level]
        if _KEY_DIGITS * level > len(self._key):
            suffix += f"-{level}"
        room = LONGEST - len(f"{suffix}.{self._ending}".encode())
        return f"{_cut(self._stem, room)}{suffix}.{self._ending}"

    def level_of(self, name: str | None) -> int:
        """Find the level at which this recording has the name that its file has, or had."""
        if name is None:
            return 0
        levels = range(len(self._key) // _KEY_DIGITS + 1)
        found = next((level for level in levels if self.at(level) == name), None)
        if found is not None:
            return found
        # It was called otherwise then. The file stays as it is, unless that gives a person away.
        if not self._use_names or not name.endswith(f".{self._ending}"):
            return 0
        self._kept = name
        return _KEPT


def beside(name: str, key: str) -> str | None:
    """Give the next name of a source whose name another one has taken; None after the last."""
    stem, _, ending = name.rpartition(".")
    digits = next(
        (count for count in range(len(key), 0, -_KEY_DIGITS) if stem.endswith(f"_{key[:count]}")), 0
    )
    if digits == len(key):
        return None
    suffix = f"_{key[: digits + _KEY_DIGITS]}.{ending}"
    stem = stem.removesuffix(f"_{key[:digits]}") if digits else stem
    return _cut(stem, LONGEST - len(suffix.encode())) + suffix


def clean(text: str) -> str:
    """Replace every character that is no letter, digit, underscore or hyphen."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(sign if sign.isalnum() or sign in "_-" else "_" for sign in composed)


def _ending(one: Recording) -> str:
    ending = _cut(clean(one.format), 16) if one.format else ""
    if ending and ending.lower() not in _PART_ENDINGS:
        return ending
    return "webm" if one.kind == AUDIO else "mp4"


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode(errors="ignore")


def _no_option(stem: str) -> str:
    """Keep a name from looking like an option to the programs that it is given to."""
    return f"_{stem[1:]}" if stem.startswith("-") else stem
