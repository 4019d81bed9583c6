"""Every status and every kind of body ends in one of our errors, and says what to do."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, datetime

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperstudy import exceptions
from hyperstudy.exceptions import (
    AuthenticationError,
    ForbiddenError,
    HyperStudyError,
    IncompleteDataError,
    NetworkError,
    NotFoundError,
    RateLimitError,
    ServerError,
    ValidationError,
    redact,
)
from hyperstudy.transport.response_errors import error_for

ALL = [getattr(exceptions, name) for name in exceptions.__all__ if name.endswith("Error")]


def answer(status, body=b"", headers=None, **more):
    request = httpx.Request("GET", "https://api.example/api/v3/data/events/room/r1?token=abc")
    kind = {"json": body} if not isinstance(body, bytes) else {"content": body}
    return httpx.Response(status, headers=headers, request=request, **kind, **more)


def envelope(**error):
    return {"status": "error", "error": error}


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, ValidationError),
        (401, AuthenticationError),
        (403, ForbiddenError),
        (404, NotFoundError),
        (429, RateLimitError),
        (500, ServerError),
        (502, ServerError),
        (504, ServerError),
        (520, ServerError),
        (599, ServerError),
        (302, HyperStudyError),
        (409, HyperStudyError),
        (418, HyperStudyError),
        (422, HyperStudyError),
    ],
)
def test_the_class_follows_the_status(status, kind):
    error = error_for(answer(status, envelope(code="A_CODE", message="What happened")))
    assert type(error) is kind
    assert error.message == "What happened"
    assert error.code == "A_CODE"
    assert error.status_code == status
    assert error.details == {}
    assert error.request == "GET /api/v3/data/events/room/r1"


@pytest.mark.parametrize(
    ("body", "message", "code", "details"),
    [
        (envelope(code="X", message="m", details={"a": 1}), "m", "X", {"a": 1}),
        (envelope(message="m"), "m", "UNKNOWN", {}),
        (envelope(code="X", message="m", details=None), "m", "X", {}),
        (envelope(code="X", message="m", details=[1, 2]), "m", "X", {"details": [1, 2]}),
        (envelope(code=7, message={"a": 1}), "{'a': 1}", "7", {}),
        (envelope(), "Not Found", "UNKNOWN", {}),
        ({"status": "error", "error": "only a text"}, "only a text", "UNKNOWN", {}),
        ({"status": "error", "error": None}, "Not Found", "UNKNOWN", {}),
        ({"status": "error", "error": ["a"]}, "Not Found", "UNKNOWN", {}),
        ({"status": "error"}, "Not Found", "UNKNOWN", {}),
        ({"error": "bare"}, "bare", None, {}),
        ({"error": {"message": "no status"}}, "no status", "UNKNOWN", {}),
        ({"message": "from a gateway"}, "from a gateway", None, {}),
        ({}, "Not Found", None, {}),
        ([], "Not Found", None, {}),
        ([envelope(message="m")], "Not Found", None, {}),
        (b"null", "Not Found", None, {}),
        (b'"text"', "Not Found", None, {}),
        (b"17", "Not Found", None, {}),
        (b"", "Not Found", None, {}),
        (b"<html><h1>Not here</h1>", "Not Found", None, {}),
        (b'{"status": "error", "err', "Not Found", None, {}),
        (b"\xff\xfe\x00", "Not Found", None, {}),
        (b"[" * 100_000, "Not Found", None, {}),
    ],
)
def test_every_kind_of_body(body, message, code, details):
    error = error_for(answer(404, body))
    assert type(error) is NotFoundError
    assert (error.message, error.code, error.details) == (message, code, details)


@given(body=st.binary(max_size=200), status=st.integers(300, 599))
def test_no_body_and_no_status_escapes(body, status):
    error = error_for(answer(status, body))
    assert isinstance(error, HyperStudyError)
    assert error.status_code == status
    assert error.message


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["status", "error", "code", "message", "details", "data"]), inner
    ),
    max_leaves=8,
)  # fmt: skip


@given(body=_json, status=st.sampled_from([400, 403, 404, 409, 429, 500]))
def test_no_json_escapes(body, status):
    error = error_for(answer(status, body))
    assert isinstance(error.message, str)
    assert error.code is None or isinstance(error.code, str)
    assert isinstance(error.details, dict)
    assert isinstance(str(error), str)


def test_a_server_error_that_is_not_json_has_its_code():
    error = error_for(answer(502, b"<html>Bad gateway</html>", {"Content-Type": "text/html"}))
    assert (error.code, error.message) == ("SERVER_ERROR", "Bad Gateway")
    assert "web page" in error.hint
    assert error_for(answer(502, b"")).hint.startswith("The answer was empty.")
    assert error_for(answer(502, b"oops")).hint.startswith("The answer was not JSON.")


def test_an_unknown_status_has_a_message():
    assert error_for(answer(599, b"")).message == "HTTP status 599"


def test_the_text_says_what_where_and_what_next():
    error = error_for(answer(404, envelope(code="NOT_FOUND", message="Room not found")))
    assert str(error).startswith(
        "Room not found (404 NOT_FOUND, GET /api/v3/data/events/room/r1)\nCheck the id."
    )


def test_the_request_is_named_without_the_base_url_when_the_transport_told_it():
    response = answer(404, b"")
    response.request.extensions["hyperstudy_request"] = "GET /data/events/room/r1"
    assert error_for(response).request == "GET /data/events/room/r1"


def test_a_new_key_is_explained():
    assert "5 to 10 seconds" in error_for(answer(401, envelope(code="UNAUTHORIZED"))).hint


def test_scopes_are_named():
    details = {"required": ["read:recordings"], "provided": ["read:events", "read:chat"]}
    hint = error_for(answer(403, envelope(code="FORBIDDEN", message="m", details=details))).hint
    assert "needs the scope read:recordings; it has read:events, read:chat." in hint
    assert "settings" in hint
    none = {"required": ["read:chat"], "provided": []}
    assert "it has none." in error_for(answer(403, envelope(message="m", details=none))).hint
    assert "share it" in error_for(answer(403, {"error": "no"})).hint


def test_a_refused_parameter_is_named():
    details = {"parameter": "order", "value": "up", "expected": ["asc", "desc"]}
    error = error_for(answer(400, envelope(code="INVALID_PARAMETER", message="m", details=details)))
    assert error.hint == "order: 'up' was sent; expected: asc, desc."
    sparse = error_for(answer(400, envelope(message="m", details={"parameter": "order"})))
    assert sparse.hint == "order: was refused."
    assert error_for(answer(400, envelope(message="m"))).hint is None


def test_a_slow_listing_is_explained():
    assert "recordings" in error_for(answer(504, envelope(code="GATEWAY_TIMEOUT"))).hint


@pytest.mark.parametrize(("header", "seconds"), [("17", 17), (None, 60), ("garbage", 60)])
def test_a_rate_limit_says_when_to_come_back(header, seconds):
    headers = {} if header is None else {"Retry-After": header}
    error = error_for(answer(429, envelope(code="RATE_LIMIT_EXCEEDED", message="m"), headers))
    assert error.retry_after == seconds
    assert 0 < (error.retry_at - datetime.now(UTC)).total_seconds() <= seconds
    assert f"{error.retry_at:%H:%M:%S} UTC" in str(error)


def test_a_date_is_read_against_the_clock_of_the_service():
    headers = {
        "Retry-After": "Mon, 02 Mar 2026 10:00:40 GMT",
        "Date": "Mon, 02 Mar 2026 10:00:00 GMT",
    }
    assert error_for(answer(429, b"", headers)).retry_after == 40


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.2, "1 second,"), (90, "90 seconds,"), (900, "15 minutes,")]
)
def test_durations_are_readable(seconds, text):
    assert f"Come back in {text}" in str(RateLimitError("m", retry_after=seconds))


def test_a_rate_limit_without_a_time_has_none():
    error = RateLimitError("m")
    assert (error.retry_after, error.retry_at, error.hint) == (None, None, None)


@pytest.mark.parametrize("kind", ALL)
def test_errors_survive_pickling_and_copying(kind):
    error = kind("m", "C", 404, {"a": [1]}, hint="h", request="GET /x")
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(twin) is kind
        assert vars(twin) == vars(error)
        assert str(twin) == str(error) == "m (404 C, GET /x)\nh"


@pytest.mark.parametrize("kind", ALL)
def test_the_representation_names_the_true_class(kind):
    assert repr(kind("m")) == f"{kind.__name__}('m')"
    full = f"{kind.__name__}('m', code='C', status_code=404)"
    assert repr(kind("m", code="C", status_code=404)) == full


def test_one_base_catches_all():
    assert all(issubclass(kind, HyperStudyError) for kind in ALL)
    assert {NetworkError, IncompleteDataError} < set(ALL)


def test_a_wrong_value_is_caught_as_python_does():
    assert issubclass(exceptions.InputError, ValueError)
    assert issubclass(exceptions.InputError, ValidationError)


def test_a_plain_error_has_the_attributes_of_the_published_one():
    error = HyperStudyError("m")
    assert (error.message, error.code, error.status_code, error.details) == ("m", None, None, {})
    assert str(error) == "m"
    assert error.partial is None


SECRETS = [
    "https://storage.example/b/f.webm?X-Goog-Signature=s3cret&Expires=1",
    "/b/f.webm?sig=s3cret",
    "/b/f.webm?X-Amz-Credential=s3cret",
    "hst_live_s3cret0123456789",
    "hst_test_s3cret",
    "http://someone:s3cret@proxy.example:3128",
]


@pytest.mark.parametrize("secret", SECRETS)
def test_no_secret_in_any_text(secret):
    error = error_for(
        answer(403, envelope(code=secret, message=f"at {secret} it", details={secret: [secret]}))
    )
    assert "s3cret" not in repr(error)
    assert "s3cret" not in str(error)
    assert "s3cret" not in str(error.details)
    local = HyperStudyError(f"({secret})", request=f"GET {secret}", hint=f"open '{secret}'")
    assert "s3cret" not in str(vars(local)) + str(local) + repr(local)


def test_a_redacted_address_still_tells_the_file():
    assert redact(SECRETS[0]) == "https://storage.example/b/f.webm?…"
    assert redact(SECRETS[3]) == "hst_live_…"
    assert redact("Is the room r1 right? Yes.") == "Is the room r1 right? Yes."


BLOCKED = "Access denied by policy 4711.\nCall the helpdesk: 12345."


@pytest.mark.parametrize("status", [401, 403, 405, 451, 500, 502, 503])
def test_the_words_of_a_firewall_are_quoted(status):
    error = error_for(answer(status, BLOCKED.encode(), {"Content-Type": "text/plain"}))
    assert "Access denied by policy 4711. Call the helpdesk: 12345." in error.hint
    assert "scope" not in error.hint
    if status < 500:
        assert "run your network" in error.hint


def test_the_title_of_its_page_too():
    page = b"<html><head><title>Web Page Blocked &amp; Logged</title></head>hello</html>"
    error = error_for(answer(403, page, {"Content-Type": "text/html"}))
    assert "'Web Page Blocked & Logged'" in error.hint
    assert "scope" not in error.hint
    assert "hello" not in error.hint


def test_what_is_quoted_is_short_harmless_and_no_secret():
    error = error_for(answer(403, b"no hst_live_abc123 \x1b[31m" + b"x" * 5000))
    assert "abc123" not in str(error)
    assert "\x1b" not in str(error)
    assert len(str(error)) < 700


@pytest.mark.parametrize("body", [b"\x00\x01\x02", b"\xff\xfe\xfd\xfc", b"PK\x03\x04\x00"])
def test_what_is_no_text_is_not_quoted(body):
    assert "no text" in error_for(answer(403, body)).hint


def test_a_proxy_that_wants_a_password():
    assert "HTTPS_PROXY=" in error_for(answer(407, b"authenticate")).hint


@pytest.mark.parametrize("status", [403, 404])
def test_the_service_itself_still_names_its_reasons(status):
    own = b'{"status": "error", "error": {"code": "FORBIDDEN", "message": "no"}}'
    error = error_for(answer(status, own))
    assert ("Scopes can" if status == 403 else "Check the id") in error.hint
    assert "run your network" not in error.hint
