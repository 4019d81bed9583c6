"""Run the tables of faults and print what comes of each: ``nox -s faults``."""

from __future__ import annotations

import sys
import warnings

from hyperstudy import HyperStudy, HyperStudyError, fetch_report
from hyperstudy.transport import ResponseTimeLimit, RetryPolicy, Transport

from . import fault_table, page_table
from .conftest import KEY, clock_and_request
from .server import Server


def _line(name: str, outcome: str, requests: int) -> None:
    sys.stdout.write(f"{name:<46} {outcome:<34} {requests}\n")


def _outcome(error: HyperStudyError) -> str:
    return f"{type(error).__name__} {error.code or ''}".strip()


def requests() -> int:
    """Run the table of requests; give how many ended in another way than expected."""
    wrong = 0
    for fault in fault_table.TABLE:
        with Server() as server:
            for answer in fault.answers:
                server.respond_once(**answer)
            options = {"timeout": 30, "limit_budget": 5400.0, **fault.options}
            budget = options.pop("limit_budget")
            clock, request = clock_and_request(fault, server)
            with Transport(
                api_key=KEY,
                base_url=f"{server.url}/api/v3",
                clock=clock,
                retry=RetryPolicy(tries=3, limit_budget=budget),
                time_limit=ResponseTimeLimit(factor=3, least=0.1),
                **options,
            ) as way:
                ends: type[HyperStudyError] | None = None
                try:
                    way.fetch(request)
                    outcome = "the whole answer"
                except HyperStudyError as error:
                    ends, outcome = type(error), _outcome(error)
            wrong += ends is not fault.ends
            _line(fault.name, outcome, len(server.requests))
    return wrong


def pages() -> int:
    """Run the table of pages; give how many ended in another way than expected."""
    wrong = 0
    for fault in page_table.TABLE:
        with Server() as server, HyperStudy("hst_test_1", f"{server.url}/api/v3") as hs:
            server.respond(page_table.reply(fault), path=page_table.PATH)
            try:
                report = fetch_report(hs.get_events("exp_1"))
                outcome = f"{report.rows} rows, {'complete' if report.complete else 'warned of'}"
                wrong += fault.stops or report.complete is not fault.complete
            except HyperStudyError as error:
                outcome = _outcome(error)
                wrong += not fault.stops
            _line(fault.name, outcome, len(server.requests))
    return wrong


def main() -> int:
    """Run both tables; the exit status is 1 if anything ended in another way than expected."""
    warnings.simplefilter("ignore")
    sys.stdout.write("A request meets                                ends with")
    sys.stdout.write("                          requests\n")
    wrong = requests()
    sys.stdout.write("\nThe pages of a list have\n")
    wrong += pages()
    sys.stdout.write(f"\n{wrong} ended in another way than expected\n")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
