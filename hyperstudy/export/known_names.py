"""Known ids and names within texts, however they are written.

A text and what is looked for in it are compared without case and without accents: people write
"zoe" for Zoë. Where a script puts spaces between words, only whole words count; where it puts none
(Chinese, Japanese, Korean, Thai), any place does.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, quote_plus

from ..imports.optional_packages import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["KnownNames", "fold", "folded_array"]

_SHORTEST = 4  # ids that are shorter are only replaced where nothing else stands with them
_AT_ONCE = 400
_MARKS = re.compile("[\u0300-\u036f]+")
_LETTERS = str.maketrans("øłıđð", "olidd")
_SPELT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa", "æ": "ae"}
)
_JOINED = "[ ._-]*"
# After NFKD Korean syllables are their parts.
_WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff"
    "\U00020000-\U0003ffff]"
)
_GENERIC = frozenset(
    (
        *("participant", "participants", "player", "user", "guest", "host", "viewer", "visitor"),
        *("tester", "test", "subject", "person", "anonymous", "student", "member", "admin"),
        *("agent", "partner", "none", "null", "true", "false", "nan", "unknown"),
    )
)
"""What people are called who gave no name: these words name nobody, and tables are full of them."""


def fold(text: str) -> str:
    """Write a text without case and accents."""
    if text.isascii():
        return text.lower()
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text).lower())
    return plain.translate(_LETTERS)


def folded_array(texts: Any) -> Any:
    """Write an Arrow array of texts in the same way."""
    compute = load("pyarrow.compute")
    if compute.all(compute.string_is_ascii(texts)).as_py() is not False:
        return compute.ascii_lower(texts)
    found = compute.utf8_lower(compute.utf8_normalize(texts, "NFKD"))
    found = compute.replace_substring_regex(found, "[\\x{300}-\\x{36f}]+", "")
    for letter, plain in zip("øłıđð", "olidd", strict=True):
        found = compute.replace_substring(found, letter, plain)
    return found


class KnownNames:
    """Finds ids and names of people and rooms in texts, and replaces them by labels.

    Parameters
    ----------
    identifiers : mapping of str to str
        Ids and addresses, each with its label.
    names : mapping of str to str
        Display names, likewise.
    """

    def __init__(self, identifiers: Mapping[str, str], names: Mapping[str, str]) -> None:
        self._whole: dict[str, str] = {}
        labels: dict[str, str] = {}
        for text, label in identifiers.items():
            self._whole.setdefault(text, label)
            if len(text) >= _SHORTEST and not text.isdecimal():
                labels.update(dict.fromkeys(_spellings(text), label))
        self._ids = frozenset(labels)
        patterns = {form: re.escape(form) for form in labels}
        short: dict[str, str] = {}
        words: dict[str, str] = {}
        for name, label in names.items():
            own = re.findall(r"[^\W_]+", name)
            initials = len(name) < 2 and not _WITHOUT_SPACES.match(name)
            if initials or name.isdecimal() or all(fold(one) in _GENERIC for one in own):
                continue  # too many answers are just that
            self._whole.setdefault(name, label)
            if len(name) > 2 or _WITHOUT_SPACES.search(name[-1:]):
                for form in _spellings(name):
                    labels.setdefault(form, label)
                    patterns.setdefault(form, re.escape(form))
                if len(own) > 1 and len("".join(own)) > 3:
                    for way in _ways(name):
                        parts = re.findall(r"[^\W_]+", way)
                        labels.setdefault("".join(parts), label)
                        patterns.setdefault("".join(parts), _JOINED.join(map(re.escape, parts)))
            for word in own:
                if len(word) < 2 or not word.isalpha() or fold(word) in _GENERIC:
                    continue
                to = words if len(word) > 2 or _WITHOUT_SPACES.match(word) else short
                for form in [word] if to is short else _ways(word):
                    to[form] = label if to.get(form, label) == label else "[participant]"
        self._labels = labels
        self._words = {one: label for one, label in words.items() if one not in labels}
        self._short = short
        self._strict = _any_of(patterns)
        free = {one: re.escape(one) for one in self._words}
        free |= {fold(one): re.escape(fold(one)) for one in short if len(one) == 2}
        self._free = _any_of({**patterns, **free})
        self._candidates = sorted(patterns.values(), key=len)
        self._free_candidates = sorted(free.values(), key=len)

    def patterns(self, *, free: bool) -> Iterable[str]:
        """Give patterns of RE2 that find candidates in folded texts."""
        wholes = [re.escape(fold(one)) for one in self._whole if len(one) < _SHORTEST]
        wholes += [re.escape(fold(one)) for one in self._whole if one.isdecimal()]
        every = self._candidates + (self._free_candidates if free else [])
        for start in range(0, len(every), _AT_ONCE):
            yield "|".join(every[start : start + _AT_ONCE])
        if wholes:
            yield rf'(?:^|")(?:{"|".join(wholes)})(?:\\*"|$)'

    def whole(self, text: str) -> str | None:
        """Give the label of a text that is an id or a name, and nothing else."""
        return self._whole.get(text)

    def replaced(
        self, text: str, *, free: bool, count: Callable[[str], None], as_written: bool = False
    ) -> str:
        """Replace all that are found.

        Parameters
        ----------
        text : str
            The text.
        free : bool
            People write in it: parts of names count, too.
        count : callable
            Is called with what was decided of each.
        as_written : bool
            A name of one word counts only with its capital: ``max`` is no Max where members of
            JSON are named.
        """
        pattern = self._free if free else self._strict
        if pattern is None:
            return text
        folded, places = _folded_with_places(text)
        out: list[str] = []
        done = 0
        for found in pattern.finditer(folded):
            first = places[found.start()] if places else found.start()
            last = places[found.end()] if places else found.end()
            written = text[first:last]
            label, decision = self._label(found[0], written)
            word = as_written and found[0] not in self._ids and written.isalpha()
            if label is None or first < done or (word and written.islower()):
                continue
            count(decision)
            out += [text[done:first], label]
            done = last
        return text if not out else "".join([*out, text[done:]])

    def _label(self, folded: str, written: str) -> tuple[str | None, str]:
        known = self._labels.get(folded)
        if known is None:
            known = self._labels.get(re.sub(r"[ ._-]", "", folded))
        if known is not None:
            return known, "ids and names were replaced by labels"
        part = self._words.get(folded)
        if part is None:  # of two letters: in small letters they are an ordinary word
            part = self._short.get(written)
        return part, "parts of names were replaced by labels"


def _folded_with_places(text: str) -> tuple[str, list[int] | None]:
    """Fold a text, and tell for each place in it and its end where that is in the text."""
    if text.isascii():
        return text.lower(), None
    out: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        folded = fold(sign)
        if not folded and out:
            continue  # a mark belongs to the letter before it
        out.append(folded)
        places += [at] * len(folded)
    return "".join(out), [*places, len(text)]


def _spellings(text: str) -> set[str]:
    """Give how a text may be written, folded: in JSON, in an address, in HTML."""
    forms: set[str] = set()
    for one in (text, unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)):
        forms |= {one, json.dumps(one)[1:-1], json.dumps(one, ensure_ascii=False)[1:-1]}
        forms |= {quote(one), quote(one, ""), quote_plus(one)}
        forms.add(one.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    return {fold(one) for one in forms} | _ways(text)


def _ways(text: str) -> set[str]:
    """Give a text folded, and with its umlauts in two letters."""
    small = unicodedata.normalize("NFC", text).lower()
    return {fold(text), fold(small.translate(_SPELT))}


def _any_of(patterns: Mapping[str, str]) -> re.Pattern[str] | None:
    if not patterns:
        return None
    longest = sorted(patterns.items(), key=lambda one: (-len(one[0]), one[0]))
    return re.compile("|".join(_bounded(form, pattern) for form, pattern in longest))


def _bounded(form: str, pattern: str) -> str:
    """Let a pattern count where no word goes on at its ends; in the genitive, it may by an s."""
    if len(form) < 2 or not _WITHOUT_SPACES.match(form):
        pattern = rf"(?<![^\W_]){pattern}"
    if len(form) < 2 or not _WITHOUT_SPACES.match(form[-1]):
        pattern = rf"{pattern}(?![^\W_])" if len(form) < 4 else rf"{pattern}(?=s?(?![^\W_]))"
    return pattern
