"""What names a person in the rows of a study, taken out before they go into an export."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from .. import contract
from ..imports.optional_packages import load
from .cell_text import distinct_texts
from .described_columns import data_type_of
from .known_names import KnownNames, folded_array
from .personal_fields import PERSONAL_HINT, is_personal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .export_report import ExportReport
    from .people import People
    from .pseudonyms import Labels

_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
_LINK = re.compile(r"(https?://[^\s\"'<>?#\\]+)[?#][^\s\"'<>\\]*")
_DAY = re.compile(r"(?<![\w-])((?:19[7-9]|20\d)\d-\d\d-\d\d)(?=[T ]\d\d:?\d\d|(?![\w-]))")
_EPOCH = re.compile(r"[1-3]\d{12}(?:\.\d+)?")
_COMMON = r"@|https?://|(?:19[7-9]|20[0-9])[0-9]-[0-9]{2}-[0-9]{2}"
_OF_JSON = rf"[1-3][0-9]{{12}}|\\\\u[0-9a-f]{{4}}|{PERSONAL_HINT}"
_FREE = re.compile(
    "content|caption|question|title|text|comment|feedback|note|message|reason|prompt|response",
    re.IGNORECASE,
)
"""Columns in which people write, or are written about: there a first name alone names somebody."""
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*', re.DOTALL)
_COLON = re.compile(r"\s*:\s*")
_DAY_MS = 86_400_000
_NO_TIME = datetime(1000, 1, 1, tzinfo=UTC)
"""Times before are none: some systems write the first day that they know for nothing."""


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
        self._ids = dict(known)
        for account, participant_key in people.accounts.items():
            known.setdefault(account, _one_of(participant_key, labels))
        called = {name: _one_of(whose, labels) for name, whose in people.names.items()}
        self._noted: set[tuple[str, str]] = set()
        self._known = KnownNames(known, called)

    @property
    def keeps_names(self) -> bool:
        """Whether everything stays as it is."""
        return self._names

    @property
    def shifts(self) -> bool:
        """Whether times are moved back."""
        return self._days != 0

    def drops(self, table: str, column: str) -> bool:
        """Return whether a column is left out, and note that."""
        of_file = column == "fileName" and table == "recordings"
        if self._names or not (of_file or is_personal(column)):
            return False
        if (table, column) not in self._noted:
            self._noted.add((table, column))
            self._report.decided(table, column, "left out: it names a person or reaches a file")
        return True

    def apply(self, table: str, rows: Any) -> Any:
        """Give rows (an Arrow table) without what names a person."""
        if self._names:
            return rows
        known = contract.columns(data_type_of(table)) if _in_contract(table) else ()
        kinds = {one.name: one.kind for one in known}
        words = {one.name: one.words for one in known}
        arrow = load("pyarrow")
        columns: dict[str, Any] = {}
        for name in rows.column_names:
            if not self.drops(table, name):
                kind = kinds.get(name, "json")
                columns[name] = self._column(table, name, kind, words.get(name, ()), rows[name])
        return arrow.table(columns) if columns else rows.select([])

    def _column(self, table: str, name: str, kind: str, words: tuple[str, ...], array: Any) -> Any:
        arrow, compute = load("pyarrow"), load("pyarrow.compute")
        types = arrow.types
        if types.is_timestamp(array.type):
            if not self._days:
                return array
            earliest = arrow.scalar(_NO_TIME, array.type)
            real = compute.fill_null(compute.greater_equal(array, earliest), False)
            self._count(table, name, "times were moved back", compute.sum(real).as_py() or 0)
            moved = compute.subtract(
                array, arrow.scalar(timedelta(days=self._days), arrow.duration("us"))
            )
            return compute.if_else(real, moved.cast(array.type), array)
        if types.is_integer(array.type) or types.is_floating(array.type):
            return self._epochs(table, name, array, compute)
        if not (types.is_string(array.type) or types.is_large_string(array.type)):
            return array
        return self._texts(table, name, kind, words, array)

    def _texts(self, table: str, name: str, kind: str, words: tuple[str, ...], array: Any) -> Any:
        json_text = kind == "json"
        free = json_text or bool(_FREE.search(name))
        arrow, compute, numpy = load("pyarrow"), load("pyarrow.compute"), load("numpy")
        texts, places = distinct_texts(array)
        folded = folded_array(texts)
        found: Any = None
        for pattern in self._patterns(free=free, json_text=json_text):
            here = compute.fill_null(compute.match_substring_regex(folded, pattern), False)
            found = here if found is None else compute.or_(found, here)
        if words:  # what the contract lists names nobody, whatever people call themselves
            listed = compute.is_in(texts, value_set=arrow.array(words, texts.type))
            found = compute.and_(found, compute.invert(listed))
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
        written = compute.replace_with_mask(texts, found, arrow.array(changed, texts.type))
        return written if places is None else written.take(places)

    def _patterns(self, *, free: bool, json_text: bool) -> Iterable[str]:
        # In any other column, too, somebody may have written JSON.
        yield f"{_COMMON}|{_OF_JSON}" if json_text else rf"{_COMMON}|^[{{\[]"
        yield from self._known.patterns(free=free)

    def _epochs(self, table: str, name: str, array: Any, compute: Any) -> Any:
        """Move times that are milliseconds since 1970: onsets and durations are never so large."""
        if not self._days:
            return array
        # As whole numbers: Arrow compares no integer with a float that cannot be it.
        large = compute.fill_null(
            compute.and_(compute.greater(array, 10**12), compute.less(array, 4 * 10**12)), False
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
        if text in self._ids:
            tally["ids were replaced by labels"] += 1
            return self._ids[text]
        if json_text and _is_json(text):
            return self._json(text, free, tally)
        return self._string(text, free, tally)

    def _plain(
        self, text: str, free: bool, tally: Counter[str], *, as_written: bool = False
    ) -> str:
        whole = self._known.whole(text)
        if whole is not None:
            tally["ids and names were replaced by labels"] += 1
            return whole

        def count(decision: str) -> None:
            tally[decision] += 1

        text = self._known.replaced(text, free=free, count=count, as_written=as_written)
        if "@" in text:
            text, found = _MAIL.subn("[e-mail]", text)
            tally["e-mail addresses were replaced"] += found
        if "://" in text:
            text, found = _LINK.subn(r"\1", text)
            tally["links lost their query"] += found
        if self._days:
            text, found = _DAY.subn(self._moved, text)
            tally["times were moved back"] += found
        return text

    def _json(self, text: str, free: bool, tally: Counter[str]) -> str:
        """Change strings and numbers of a JSON text; everything else stays as it is written."""
        out: list[str] = []
        at = 0
        while found := _TOKEN.search(text, at):
            out.append(text[at : found.start()])
            at = found.end()
            token = found[0]
            if token[0] != '"':
                out.append(self._number(token, tally))
                continue
            string: str = json.loads(token, strict=False)
            colon = _COLON.match(text, at)
            if colon is None:
                out.append(_string(token, string, self._string(string, free, tally)))
                continue
            # What a member is called is a word of the experiment more often than a name.
            called = self._plain(string, free, tally, as_written=True)
            out += [_string(token, string, called), colon[0]]
            at = colon.end()
            end = _end_of_value(text, at)
            if is_personal(string) and text[at:end] not in ("null", "true", "false"):
                tally["members that name a person were emptied"] += 1
                out.append("null")
                at = end
        out.append(text[at:])
        return "".join(out)

    def _string(self, string: str, free: bool, tally: Counter[str]) -> str:
        if string[:1] in ("{", "[") and _is_json(string):
            return self._json(string, free, tally)
        return self._plain(string, free, tally)

    def _number(self, token: str, tally: Counter[str]) -> str:
        if not self._days or not _EPOCH.fullmatch(token):
            return token
        tally["times were moved back"] += 1
        return str(Decimal(token) - self._days * _DAY_MS)

    def _moved(self, found: re.Match[str]) -> str:
        try:
            return (date.fromisoformat(found[1]) - timedelta(days=self._days)).isoformat()
        except ValueError:
            return found[1]

    def moment(self, text: str) -> str:
        """Move a day, or a time in ISO 8601."""
        return _DAY.sub(self._moved, text) if self._days else text

    def _count(self, table: str, name: str, decision: str, count: int) -> None:
        self._report.decided(table, name, decision, count)


def _in_contract(table: str) -> bool:
    return data_type_of(table) in contract.DATA_TYPES


def _is_json(text: str) -> bool:
    try:
        json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return False
    return True


def _end_of_value(text: str, at: int) -> int:
    """Give where a value of a JSON text ends that begins at a place."""
    return json.JSONDecoder(strict=False).raw_decode(text, at)[1]


def _string(token: str, before: str, after: str) -> str:
    """Write a string of JSON; one that was not changed stays as it was written."""
    if before == after:
        return token
    lone = any("\ud800" <= sign <= "\udfff" for sign in after)
    return json.dumps(after, ensure_ascii=lone)


def _one_of(persons: set[str], labels: Labels) -> str:
    return labels.person(next(iter(persons))) if len(persons) == 1 else "[participant]"
