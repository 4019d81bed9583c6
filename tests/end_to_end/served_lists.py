"""A server whose lists change as a test wants: for pulls of experiments that go on."""

from __future__ import annotations

import threading
from collections import Counter
from typing import Any

from faults.server import Answer, ReceivedRequest, Server

import hyperstudy
from hyperstudy import contract

EXPERIMENT = "exp_1"
KEY = "hst_test_lists"


def event(number: int, **more: Any) -> dict[str, Any]:
    """Make an event; they are a second apart, in three rooms."""
    minute, second = divmod(number, 60)
    return {
        "id": f"evt_{number:05}",
        "experimentId": EXPERIMENT,
        "roomId": f"room_{number % 3}",
        "participantId": f"p_{number % 2}",
        "timestamp": f"2026-03-02T09:{minute % 60:02}:{second:02}.000Z",
        "onset": number * 1000,
        "category": "component",
        "content": None,
        **more,
    }


class ServedLists:
    """Lists by the end of their path, such as ``events``; all others are empty.

    A category of events is another list where there is one of it, such as ``events?consent``, and
    part of the events elsewhere.

    Parameters
    ----------
    server : Server
        Answers with them.
    page : int
        Rows of a page at most.
    """

    def __init__(self, server: Server, page: int = 1000) -> None:
        self.lists: dict[str, list[dict[str, Any]]] = {}
        self.warnings: dict[str, list[str]] = {}
        self.answers: dict[str, Answer] = {}
        self.extra_total: Counter[str] = Counter()
        self.page = page
        self.applies_filters = True
        self.asked: list[tuple[str, int, int]] = []
        self.lock = threading.Lock()
        self.experiment: dict[str, Any] = {"id": EXPERIMENT, "name": "Lists"}
        self.url = f"{server.url}/api/v3"
        server.respond(self.reply)

    def client(self, **options: Any) -> hyperstudy.HyperStudy:
        """Make a client; the caller closes it."""
        return hyperstudy.HyperStudy(
            KEY, self.url, retry=hyperstudy.RetryPolicy(tries=1), **options
        )

    def reply(self, request: ReceivedRequest) -> Answer:
        """Answer a request."""
        path = request.path.removeprefix("/api/v3")
        name = path.removeprefix("/data/").removesuffix(f"/experiment/{EXPERIMENT}")
        if path.startswith(f"/experiments/{EXPERIMENT}"):
            name = "experiment"
            body: Any = {"status": "success", "data": [self.experiment], "metadata": {}}
        elif path in ("/deployments", "/experiments"):
            name = path[1:]
            body = self.whole(name)
        elif name.startswith("agent-"):
            body = self.whole(name)
        else:
            body = self.paged(name, request)
            name += f"?{request.query['category']}" if "category" in request.query else ""
        with self.lock:
            if name in self.answers:
                return self.answers[name]
        return Answer(body=body)

    def whole(self, name: str) -> dict[str, Any]:
        with self.lock:
            self.asked.append((name, 0, 0))
        return {"status": "success", "data": self.lists.get(name, []), "metadata": {}}

    def paged(self, name: str, request: ReceivedRequest) -> dict[str, Any]:
        limit = min(int(request.query.get("limit", 1000)), self.page)
        offset = int(request.query.get("offset", 0))
        category = request.query.get("category")
        list_name = name if category is None else f"{name}?{category}"
        with self.lock:
            self.asked.append((list_name, offset, limit))
            every = list(self.lists.get(list_name, self.lists.get(name, [])))
            if list_name not in self.lists and self.applies_filters:
                every = [row for row in every if category in (None, row.get("category"))]
            total = len(every) + self.extra_total[list_name]
        rows = every[offset : offset + limit]
        end = offset + len(rows)
        block: dict[str, Any] = {"total": total, "returned": len(rows), "hasMore": end < len(every)}
        if end < len(every):
            block["nextOffset"] = end
        metadata: dict[str, Any] = {"pagination": block}
        if list_name in self.warnings:
            metadata["_warnings"] = self.warnings[list_name]
        return {"status": "success", "data": rows, "metadata": metadata}

    def of(self, name: str) -> list[tuple[int, int]]:
        """Give offset and limit of each request for a list so far, and forget them."""
        with self.lock:
            found = [(offset, limit) for one, offset, limit in self.asked if one == name]
            self.asked = [one for one in self.asked if one[0] != name]
        return found


assert contract.operation("get_events").path == "/data/events/{scope}/{scopeId}"
