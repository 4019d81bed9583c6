"""Ctrl-C ends a query in SQL, and it is Ctrl-C that a script gets."""

from __future__ import annotations

import pytest
from interrupted_programs import needs_signals, run

pytest.importorskip("duckdb")


@needs_signals
@pytest.mark.parametrize("moment", ["busy(0.5)", "lambda: True"])
def test_ctrl_c_ends_a_query(moment: str) -> None:
    # It would go on for hours.
    ended = run(
        f"""
import duckdb
from hyperstudy.offline.interruptible_queries import answer_of
connection = duckdb.connect()
connection.execute("set enable_progress_bar = false")  # it would be among what is printed here
many = "range(3000000)"
for _ in range(3):
    try:
        interrupt_when({moment})
        answer_of(
            connection,
            f"select count(*) from {{many}} a(x) join {{many}} b(y) on a.x % 3 = b.y % 3 "
            "where a.x + b.y > 5",
        )
    except KeyboardInterrupt:
        print("stopped", threads())
print(answer_of(connection, "select 1 as one").to_pylist())
"""
    )
    assert ended.stdout.splitlines() == ["stopped []"] * 3 + ["[{'one': 1}]"], ended.stderr


def test_errors_come_as_they_are() -> None:
    import duckdb

    from hyperstudy.offline.interruptible_queries import answer_of

    with duckdb.connect() as connection, pytest.raises(duckdb.CatalogException):
        answer_of(connection, "select * from nowhere")
