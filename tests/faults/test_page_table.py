"""The table of what can be wrong with pages, through the whole client."""

from __future__ import annotations

import warnings

import pytest

from hyperstudy import HyperStudy, HyperStudyWarning, IncompleteDataError, fetch_report

from .page_table import PATH, TABLE, PageFault, reply
from .server import Server


@pytest.mark.parametrize("fault", TABLE, ids=lambda fault: fault.name)
def test_the_table_of_pages(fault: PageFault, server: Server) -> None:
    server.respond(reply(fault), path=PATH)
    with HyperStudy("hst_test_pages", f"{server.url}/api/v3") as hs:
        if fault.stops:
            with pytest.raises(IncompleteDataError, match=fault.message) as caught:
                hs.get_events("exp_1")
            assert caught.value.partial["id"].is_unique
            return
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            events = hs.get_events("exp_1")
    report = fetch_report(events)
    assert events["id"].is_unique
    assert len(events) == fault.rows
    assert report.complete is fault.complete
    assert fault.message in str(report)
    warnings_of_ours = [one for one in warned if issubclass(one.category, HyperStudyWarning)]
    assert bool(warnings_of_ours) is not report.clean
