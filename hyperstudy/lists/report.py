"""What a fetch brought, against what was promised: the report that travels with a result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import asdict, define, field, fields

from ..display.summaries import as_typed, escape
from .recording_values import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_KEY = "hyperstudy"


class Rows(list[dict[str, Any]]):
    """Rows exactly as the server sent them: a list of dicts that knows its report."""

    report: FetchReport | None = None


@define(repr=False)
class FetchReport:
    """How complete a result is.

    Attributes
    ----------
    what : str
        What was asked for, such as ``"events of room room_31"``.
    promised : int or None
        Rows that the server said there are (its last word); None if it did not say.
    promised_at_first : int or None
        The same, in the first answer. It differs when data arrived while reading.
    received : int
        Rows that came, repeats not counted.
    rows : int
        Rows in the result. Fewer than ``received`` after a local filter (consent, instructions).
    offset : int
        Rows that the caller asked to skip.
    pages : int
        Answers that were read.
    limited : bool
        The reading ended with as many rows as the caller's ``limit``, so that fewer than promised
        is as it should be.
    vanished : int
        Rows that the server said there are and, while reading, said no more. As many others moved
        into places that were read already, and may not have come.
    repeated : int
        Rows that came a second time, equal to the letter, and were left out.
    changed : int
        Rows that came a second time with other content; both stand in the result.
    problems : list of str
        Each contradiction in the server's answers, in words.
    server_warnings : list of str
        The notices that the server put into its answers.
    unreadable : list of dict
        Columns with values that did not fit: ``column``, ``companion``, ``count``, ``first``.
    implausible : list of dict
        Columns of recordings with values that cannot be meant as they stand, such as nanoseconds
        where milliseconds belong: ``column``, ``why``, ``count``, ``first``, ``recording``. The
        values stay as they came.
    renamed : list of dict
        Columns that would have had the name of another: ``wanted``, ``given``.
    misnamed : list of dict
        Columns that no row has, and whose values seem to stand at another ``key``: ``column``,
        ``key``.
    outside : list of dict
        Filters that the server did not apply to all rows: ``parameter``, ``asked``, and how many
        ``rows`` lie outside.
    notes : list of str
        What was odd and cost nothing.
    converted : list of dict
        Columns with values that came as another JSON type and were read without loss, such as an
        id that is a number: ``column``, ``count``, ``first``.
    waited : float
        Seconds that the fetch waited because of limits or faults.
    waits : list of str
        Why, once for each reason.
    """

    what: str = ""
    promised: int | None = None
    promised_at_first: int | None = None
    received: int = 0
    rows: int = 0
    offset: int = 0
    pages: int = 0
    limited: bool = False
    vanished: int = 0
    repeated: int = 0
    changed: int = 0
    problems: list[str] = field(factory=list[str])
    server_warnings: list[str] = field(factory=list[str])
    unreadable: list[dict[str, Any]] = field(factory=list[dict[str, Any]])
    implausible: list[dict[str, Any]] = field(factory=list[dict[str, Any]])
    renamed: list[dict[str, Any]] = field(factory=list[dict[str, Any]])
    misnamed: list[dict[str, Any]] = field(factory=list[dict[str, Any]])
    outside: list[dict[str, Any]] = field(factory=list[dict[str, Any]])
    notes: list[str] = field(factory=list[str])
    converted: list[dict[str, Any]] = field(factory=list[dict[str, Any]])
    waited: float = 0.0
    waits: list[str] = field(factory=list[str])

    @property
    def missing(self) -> int:
        """Rows that were promised, asked for, and did not come."""
        if self.promised is None or self.limited:
            return 0
        return max(0, self.promised - self.offset - self.received)

    @property
    def total_moved(self) -> bool:
        """The number of promised rows changed while reading."""
        return self.promised_at_first != self.promised

    @property
    def complete(self) -> bool:
        """Every promised row is here and nothing that the server said speaks against it."""
        odd = self.missing or self.vanished or self.problems or self.outside
        return not (odd or self.server_warnings)

    @property
    def clean(self) -> bool:
        """Complete, nothing came twice, and every value fits its column and can be meant."""
        odd = self.repeated or self.changed or self.unreadable or self.implausible or self.misnamed
        return self.complete and not odd

    def note_converted(self, converted: list[dict[str, Any]]) -> None:
        """Note which columns have values that came as another JSON type."""
        self.converted = converted
        self.notes += [
            f"{one['count']} values of column {one['column']!r} came as another type and were read "
            f"without loss (the first: {one['first']})"
            for one in converted
        ]

    def subtract_repeated(self, count: int) -> None:
        """Leave out rows that several fetches brought because they asked for the same."""
        self.received -= count
        if self.promised is not None:
            self.promised -= count
        if self.promised_at_first is not None:
            self.promised_at_first -= count

    def to_dict(self) -> dict[str, Any]:
        """Give the report as plain JSON values."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> FetchReport:
        """Make a report from what :meth:`to_dict` gave, in this version or a later one."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in values.items() if name in known})

    def findings(self) -> list[str]:
        """Describe what a reader of the data has to know; empty when clean."""
        found = list(self.problems)
        found += [
            f"{one['rows']} rows lie outside of {one['parameter']}={one['asked']!r}: the server "
            "did not apply that filter; leave them out before you go on"
            for one in self.outside
        ]
        if self.missing:
            found.append(f"{self.missing} of {self.promised} promised rows did not come")
        if self.vanished:
            found.append(
                f"{self.vanished} rows vanished from the list while it was read, so that up to as "
                "many others may have been skipped; fetch it again"
            )
        if self.repeated:
            found.append(f"{self.repeated} rows came twice and were left out the second time")
        if self.changed:
            found.append(f"{self.changed} rows came twice with other content; both are kept")
        found += [
            f"{one['count']} values of column {one['column']!r} do not fit it and stand in "
            f"{one['companion']!r} as they came (the first: {one['first']})"
            for one in self.unreadable
        ]
        found += [in_words(one) for one in self.implausible]
        found += [
            f"column {one['column']!r} is empty, and the rows have {one['key']!r}: that is its "
            "other name, it seems"
            for one in self.misnamed
        ]
        return found

    def __str__(self) -> str:
        of = "" if self.promised is None else f" of {self.promised}"
        state = "complete" if self.complete else "NOT COMPLETE"
        if self.limited and self.complete:
            state = "as many as asked for"
        if self.offset and self.complete:
            skipped = self.offset if self.promised is None else min(self.offset, self.promised)
            state += f" after {skipped} skipped ones"
        pages = "1 page" if self.pages == 1 else f"{self.pages} pages"
        parts = [f"{self.what}: {self.received}{of} rows in {pages}, {state}"]
        if self.rows != self.received:
            parts.append(f"{self.rows} kept by the filter")
        if self.total_moved:
            parts.append(f"{self.promised_at_first} were promised at first")
        parts += self.findings()
        parts += [f"server: {text}" for text in self.server_warnings]
        parts += self.notes
        if self.waited >= 0.05:
            parts.append(f"waited {self.waited:.1f} s ({', '.join(self.waits)})")
        return "; ".join(parts)

    def __repr__(self) -> str:
        return f"<FetchReport: {self}>"

    def _repr_html_(self) -> str:
        mark = "✓" if self.clean else ("○" if self.complete else "⚠")
        return as_typed(f"<p><strong>{mark}</strong> {escape(str(self))}</p>")


def attach(frame: Any, report: FetchReport) -> Any:
    """Let a result carry its report, in the way that its kind allows.

    Parameters
    ----------
    frame : Rows, pandas.DataFrame, polars.DataFrame or pyarrow.Table
        The result.
    report : FetchReport
        Its report.

    Returns
    -------
    object
        ``frame`` itself, or for an immutable Arrow table its twin with the report in the
        schema's metadata.
    """
    kind = type(frame).__module__.partition(".")[0]
    if kind == "pandas":
        # A plain dict, since pandas writes `attrs` as JSON into Parquet files.
        frame.attrs[_KEY] = report.to_dict()
    elif kind == "pyarrow":
        import orjson

        before: dict[Any, Any] = frame.schema.metadata or {}
        return frame.replace_schema_metadata({**before, _KEY: orjson.dumps(report.to_dict())})
    elif kind == "polars":
        setattr(frame, f"_{_KEY}_report", report)
    else:
        frame.report = report
    return frame


def fetch_report(frame: Any) -> FetchReport:
    """Read the report that a result carries.

    Parameters
    ----------
    frame : object
        What a ``get_*`` or ``list_*`` method returned.

    Returns
    -------
    FetchReport
        Promised against received, warnings, waits. Printing it gives one line.

    Raises
    ------
    ValueError
        If ``frame`` carries none. pandas keeps it through most operations; a polars frame only
        has it as long as it is the object that the method returned.
    """
    report: FetchReport | None = None
    kind = type(frame).__module__.partition(".")[0]
    if kind == "pandas" and _KEY in frame.attrs:
        report = FetchReport.from_dict(frame.attrs[_KEY])
    elif kind == "pyarrow" and _KEY.encode() in (frame.schema.metadata or {}):
        import orjson

        report = FetchReport.from_dict(orjson.loads(frame.schema.metadata[_KEY.encode()]))
    elif kind == "polars":
        report = getattr(frame, f"_{_KEY}_report", None)
    elif isinstance(frame, Rows):
        report = frame.report
    if report is None:
        raise ValueError(
            f"This {type(frame).__name__} carries no fetch report. Ask for it right after the "
            "call that fetched the data, before it is filtered, joined or saved."
        )
    return report


def merge(what: str, reports: Iterable[FetchReport]) -> FetchReport:
    """Add up the reports of several fetches that make one result."""
    total = FetchReport(what=what)
    for one in reports:
        total.received += one.received
        total.rows += one.rows
        total.pages += one.pages
        total.repeated += one.repeated
        total.changed += one.changed
        total.limited = total.limited or one.limited
        total.vanished += one.vanished
        total.waited += one.waited
        if one.promised is not None:
            total.promised = (total.promised or 0) + one.promised
        if one.promised_at_first is not None:
            total.promised_at_first = (total.promised_at_first or 0) + one.promised_at_first
        total.problems += one.problems
        total.server_warnings += one.server_warnings
        total.unreadable += one.unreadable
        total.implausible += one.implausible
        total.renamed += one.renamed
        total.misnamed += one.misnamed
        total.outside += one.outside
        total.notes += [text for text in one.notes if text not in total.notes]
        total.converted += one.converted
        total.waits += [text for text in one.waits if text not in total.waits]
    return total
