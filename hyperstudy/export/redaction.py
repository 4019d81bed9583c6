"""What names a person in the rows of a study, taken out before they go into an export."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, quote_plus

from .. import contract
from ..study.optional_packages import load
from .cell_text import distinct_texts
from .described_columns import data_type_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .export_report import ExportReport
    from .people import People
    from .pseudonyms import Labels

_PERSONAL = (
    "e-?mail|prolific|(?:participant|sender|owner|user|display|first|last|full)_?name"
    "|phone|ip_?addr|download|storage_?url|signed"
)
_PERSONAL_COLUMN = re.compile(rf"{_PERSONAL}|^ip$|^url$|^fileName$|^ownerId$", re.IGNORECASE)
_PERSONAL_MEMBER = re.compile(
    rf'("(?:[^"\\]*(?:{_PERSONAL})[^"\\]*|ip|ownerId)"\s*:\s*)("(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*)',
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
_LINK = re.compile(r"(https?://[^\s\"'<>?#\\]+)[?#][^\s\"'<>\\]*")
_DAY = re.compile(r"\b((?:19[7-9]|20\d)\d-\d\d-\d\d)(?=[T ]\d\d:\d\d)")
_EPOCH = re.compile(r"(?<![\w.\"-])(1\d{12}|[23]\d{12})(?![\w.\"])")
_COMMON = r"@|https?://|(?:19[7-9]|20[0-9])[0-9]-[0-9]{2}-[0-9]{2}[T ]"
_DAY_MS = 86_400_000
_SHORTEST = 4  # shorter ids and names are only replaced where nothing else stands with them
_AT_ONCE = 400


class Redaction:
    """Replaces ids by labels, and takes out what else names a person.

    Parameters
    ----------
    people : People
        The people of the study.
    labels : Labels
        What stands for them.
    report : ExportReport
        Is told of each decision.
    names : bool
        Keep everything as it is.
    shift : bool
        Move times back by the days of the labels.
    """

    def __init__(
        self, people: People, labels: Labels, report: ExportReport, *, names: bool, shift: bool
    ) -> None:
        self._labels = labels
        self._report = report
        self._names = names
        self._days = labels.shift_days if shift and not names else 0
        known = {one: labels.person(one) for one in people.persons}
        known |= {one: labels.room(one) for one in people.rooms}
        self._exact = dict(known)
        for account, participant_key in people.accounts.items():
            known.setdefault(account, _one_of(participant_key, labels))
        words: dict[str, str] = {}
        for name, participant_key in people.names.items():
            meant = _one_of(participant_key, labels)
            known.setdefault(name, meant)
            for word in re.findall(r"[^\W\d_]{3,}", name):
                words[word] = meant if words.get(word, meant) == meant else "[participant]"
        self._noted: set[tuple[str, str]] = set()
        self._identifiers = _Replacer(known)
        self._words = _Replacer(words, whole_words=True)

    @property
    def keeps_names(self) -> bool:
        """Whether everything stays as it is."""
        return self._names

    @property
    def shifts(self) -> bool:
        """Whether times are moved back."""
        return self._days != 0

    def drops(self, table: str, column: str) -> bool:
        """Tell whether a column is left out, and note that."""
        if self._names or not _PERSONAL_COLUMN.search(column):
            return False
        if column == "fileName" and table != "recordings":
            return False
        if (table, column) not in self._noted:
            self._noted.add((table, column))
            self._report.decided(table, column, "left out: it names a person or reaches a file")
        return True

    def apply(self, table: str, rows: Any) -> Any:
        """Give rows (an Arrow table) without what names a person."""
        if self._names:
            return rows
        kinds = (
            {one.name: one.kind for one in contract.columns(data_type_of(table))}
            if (data_type_of(table) in contract.DATA_TYPES)
            else {}
        )
        arrow = load("pyarrow")
        columns: dict[str, Any] = {}
        for name in rows.column_names:
            if not self.drops(table, name):
                columns[name] = self._column(table, name, kinds.get(name, "json"), rows[name])
        return arrow.table(columns) if columns else rows.select([])

    def _column(self, table: str, name: str, kind: str, array: Any) -> Any:
        arrow, compute = load("pyarrow"), load("pyarrow.compute")
        types = arrow.types
        if types.is_timestamp(array.type):
            if not self._days:
                return array
            self._count(table, name, "times were moved back", len(array) - array.null_count)
            moved = compute.subtract(
                array, arrow.scalar(timedelta(days=self._days), arrow.duration("us"))
            )
            return moved.cast(array.type)
        if types.is_integer(array.type) or types.is_floating(array.type):
            return self._epochs(table, name, array, compute)
        if not (types.is_string(array.type) or types.is_large_string(array.type)):
            return array
        return self._texts(table, name, kind, array)

    def _texts(self, table: str, name: str, kind: str, array: Any) -> Any:
        free, json_text = kind == "json" or name == "content", kind == "json"
        compute, numpy = load("pyarrow.compute"), load("numpy")
        texts, places = distinct_texts(array)
        found: Any = None
        for pattern in self._patterns(free=free, json_text=json_text):
            here = compute.fill_null(compute.match_substring_regex(texts, pattern), False)
            found = here if found is None else compute.or_(found, here)
        if not compute.any(found).as_py():
            return array
        often = None
        if places is not None:
            there = places.drop_null().to_numpy(zero_copy_only=False)
            often = numpy.bincount(there, minlength=len(texts))
        changed: list[str] = []
        for place in numpy.flatnonzero(found.to_numpy(zero_copy_only=False)).tolist():
            counts: Counter[str] = Counter()
            before: str = texts[place].as_py()
            changed.append(self.text(before, json_text=json_text, free=free, counts=counts))
            for decision, count in counts.items():
                times = 1 if often is None else int(often[place])
                self._count(table, name, decision, count * times)
        arrow = load("pyarrow")
        written = compute.replace_with_mask(texts, found, arrow.array(changed, texts.type))
        return written if places is None else written.take(places)

    def _patterns(self, *, free: bool, json_text: bool) -> Iterable[str]:
        common = _COMMON
        if json_text:
            common += rf"|[1-3][0-9]{{12}}|(?i:{_PERSONAL}|\"ip\"|ownerId)"
        yield common
        yield from self._identifiers.patterns()
        if free:
            yield from self._words.patterns()

    def _epochs(self, table: str, name: str, array: Any, compute: Any) -> Any:
        """Move times that are milliseconds since 1970: onsets and durations are never so large."""
        if not self._days:
            return array
        large = compute.fill_null(
            compute.and_(compute.greater(array, 1e12), compute.less(array, 4e12)), False
        )
        count = compute.sum(large).as_py() or 0
        if not count:
            return array
        self._count(table, name, "times were moved back", count)
        moved = compute.subtract(array, self._days * _DAY_MS).cast(array.type)
        return compute.if_else(large, moved, array)

    def text(
        self, text: str, *, json_text: bool, free: bool, counts: Counter[str] | None = None
    ) -> str:
        """Give one text without what names a person."""
        if self._names:
            return text
        tally: Counter[str] = Counter() if counts is None else counts
        if text in self._exact:
            tally["ids were replaced by labels"] += 1
            return self._exact[text]
        if json_text:
            text, count = _PERSONAL_MEMBER.subn(r"\1null", text)
            tally["members that name a person were emptied"] += count
            if self._days:
                text, count = _EPOCH.subn(self._moved_epoch, text)
                tally["times were moved back"] += count
        text, count = self._identifiers.subn(text)
        tally["ids and names were replaced by labels"] += count
        if "@" in text:
            text, count = _MAIL.subn("[e-mail]", text)
            tally["e-mail addresses were replaced"] += count
        if "://" in text:
            text, count = _LINK.subn(r"\1", text)
            tally["links lost their query"] += count
        if self._days:
            text, count = _DAY.subn(self._moved, text)
            tally["times were moved back"] += count
        if free:
            text, count = self._words.subn(text)
            tally["parts of names were replaced by labels"] += count
        return text

    def _moved_epoch(self, found: re.Match[str]) -> str:
        return str(int(found[1]) - self._days * _DAY_MS)

    def _moved(self, found: re.Match[str]) -> str:
        try:
            return (date.fromisoformat(found[1]) - timedelta(days=self._days)).isoformat()
        except ValueError:
            return found[1]

    def moment(self, text: str | None) -> str | None:
        """Move one time, as BIDS writes it."""
        return None if text is None else self.text(text, json_text=False, free=False)

    def _count(self, table: str, name: str, decision: str, count: int) -> None:
        self._report.decided(table, name, decision, count)


class _Replacer:
    """Replaces known texts wherever they stand.

    Very short ones are replaced only where they are a whole JSON string: anywhere else they are
    more likely a part of something else.
    """

    def __init__(self, known: dict[str, str], *, whole_words: bool = False) -> None:
        self._known: dict[str, str] = {}
        self._case_blind = whole_words
        long: list[str] = []
        short: list[str] = []
        for text, label in known.items():
            for form in sorted(_spellings(text)):
                self._known[form.casefold()] = label
                is_long = whole_words or len(form) >= _SHORTEST
                (long if is_long and not form.isdecimal() else short).append(form)
        self._long = sorted(long, key=lambda one: (-len(one), one))
        self._short = sorted(short, key=lambda one: (-len(one), one))
        parts = [rf"(?<![^\W_])(?:{_any_of(self._long)})(?![^\W_])"] if long else []
        if short:
            parts.append(rf'(?<=")(?:{_any_of(self._short)})(?=")')
        flags = re.IGNORECASE
        self._pattern = re.compile("|".join(parts), flags) if parts else None

    def patterns(self) -> Iterable[str]:
        """Give patterns of RE2 that find candidates."""
        every = self._long + self._short
        for start in range(0, len(every), _AT_ONCE):
            yield f"(?i:{_any_of(every[start : start + _AT_ONCE])})"

    def subn(self, text: str) -> tuple[str, int]:
        """Replace what is found; also give how often."""
        return (text, 0) if self._pattern is None else self._pattern.subn(self._label, text)

    def _label(self, found: re.Match[str]) -> str:
        return self._known.get(found[0].casefold(), found[0])


def _spellings(text: str) -> set[str]:
    """Give how a text may be written: with marks apart, in JSON, in an address."""
    forms = {text, *(unicodedata.normalize(one, text) for one in ("NFC", "NFD"))}
    for one in tuple(forms):
        forms |= {json.dumps(one)[1:-1], json.dumps(one, ensure_ascii=False)[1:-1]}
        forms |= {quote(one), quote(one, ""), quote_plus(one)}
    return forms


def _any_of(texts: list[str]) -> str:
    return "|".join(re.escape(one) for one in texts)


def _one_of(persons: set[str], labels: Labels) -> str:
    return labels.person(next(iter(persons))) if len(persons) == 1 else "[participant]"
