"""Queries that Ctrl-C ends at once.

DuckDB looks for a signal only between pieces of its work, so that a query may go on for minutes,
and then raises RuntimeError, which a script that goes on after errors takes for one. So it works in
another thread, from which the one that signals reach can call it back.
"""

from __future__ import annotations

from concurrent.futures import Future, wait
from threading import Thread
from typing import TYPE_CHECKING, Any

from ..transport.clock import SLICE_SECONDS
from ..transport.future_waits import result_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["answer_of"]

# By then it has nothing more to do.
_FAREWELL_SECONDS = 5.0


def answer_of(connection: DuckDBPyConnection, query: str) -> Any:
    """Answer a query as an Arrow table, or None where it has no answer.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        Does nothing else meanwhile.
    query : str
        The query.
    """
    answer: Future[Any] = Future()

    def work() -> None:
        if not answer.set_running_or_notify_cancel():
            return
        try:
            found: Any = connection.sql(query)
            answer.set_result(None if found is None else found.to_arrow_table())
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            answer.set_exception(error)

    thread = Thread(target=work, name="hyperstudy-sql", daemon=True)
    try:
        thread.start()
        return result_of(answer)
    finally:
        # Ctrl-C may come when the thread has not begun yet.
        if not answer.cancel():
            while not answer.done():
                # Again and again: DuckDB forgets a call that comes before the query has begun.
                connection.interrupt()
                wait([answer], SLICE_SECONDS)
            thread.join(_FAREWELL_SECONDS)
