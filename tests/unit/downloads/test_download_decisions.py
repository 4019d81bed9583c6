"""What a download decides without a connection: what an answer means, when to go on, who owns."""

from __future__ import annotations

import gzip
import hashlib
import os
import shlex
import subprocess
import sys
import zlib
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperstudy.downloads import process_ownership
from hyperstudy.downloads.checksums import CHUNK, Digest, StorageMetadata, described, google_hashes
from hyperstudy.downloads.content_encoding import unpacked
from hyperstudy.downloads.process_ownership import QUIET_SECONDS, ProcessOwner
from hyperstudy.downloads.recording import read, whole_number
from hyperstudy.downloads.retry_budget import AttemptCounter, RetryBudget
from hyperstudy.downloads.storage_responses import Action, judge
from hyperstudy.files.folders import format_size


def _shifted(value: int) -> int:
    for _ in range(8):
        value = (value >> 1) ^ (0x82F63B78 if value & 1 else 0)
    return value


TABLE = [_shifted(byte) for byte in range(256)]


def crc32c(content: bytes) -> int:
    """The checksum byte by byte, as RFC 3720 defines it."""
    value = 0xFFFFFFFF
    for byte in content:
        value = TABLE[(value ^ byte) & 0xFF] ^ (value >> 8)
    return value ^ 0xFFFFFFFF


HERE = StorageMetadata(etag='"a"', total=1000)


@pytest.mark.parametrize(
    ("status", "headers", "have", "size", "expected"),
    [
        (200, {}, 0, None, Action.FROM_START),
        (200, {"content-length": "1000"}, 0, 1000, Action.FROM_START),
        # The whole file in place of the part that was asked for.
        (200, {"content-length": "1000"}, 400, 1000, Action.FROM_START),
        # The storage knows its own file; what the listing says may be old.
        (200, {"content-length": "999"}, 0, 1000, Action.FROM_START),
        (200, {"content-length": "999"}, 0, 0, Action.FROM_START),
        # But a message of some server in between is no recording.
        (200, {"content-length": "99", "content-type": "text/plain"}, 0, 1000, Action.DOUBT),
        (200, {"content-length": "99", "content-type": "application/json"}, 0, 1000, Action.DOUBT),
        (200, {"content-length": "99", "content-type": "text/plain"}, 0, 99, Action.FROM_START),
        (200, {"content-length": "99", "content-type": "application/xml"}, 0, None, Action.DOUBT),
        (200, {"content-type": "text/xml; charset=utf-8"}, 0, None, Action.DOUBT),
        # Some servers call everything that, whose ending they do not know.
        (200, {"content-length": "99", "content-type": "text/plain"}, 0, None, Action.FROM_START),
        (
            200,
            {
                "content-length": "99",
                "content-type": "text/plain",
                "x-goog-hash": "crc32c=AAAAAA==",
            },
            0,
            1000,
            Action.FROM_START,
        ),
        (200, {"content-length": "abc"}, 0, 1000, Action.FROM_START),
        # Lengths of compressed bodies and beside chunks say nothing about the file.
        (200, {"content-length": "99", "content-encoding": "gzip"}, 0, 1000, Action.FROM_START),
        (
            200,
            {"content-length": "1000", "content-encoding": "aws-chunked"},
            0,
            1000,
            Action.FROM_START,
        ),
        (200, {"content-encoding": "br"}, 0, 1000, Action.DOUBT),
        (200, {"content-encoding": "gzip, zstd"}, 0, None, Action.DOUBT),
        (200, {"content-length": "9", "transfer-encoding": "chunked"}, 0, 1000, Action.FROM_START),
        (200, {"content-type": "Text/HTML; charset=utf-8"}, 0, None, Action.TRY_AGAIN),
        (206, {"content-range": "bytes 400-999/1000"}, 400, 1000, Action.GO_ON),
        (206, {"content-range": "bytes 400-999/*"}, 400, 1000, Action.GO_ON),
        (206, {"content-range": "bytes 400-999/1000", "etag": '"a"'}, 400, None, Action.GO_ON),
        (206, {"content-range": "bytes 0-999/1000"}, 0, None, Action.FROM_START),
        (206, {"content-range": "bytes 300-999/1000"}, 400, 1000, Action.ASK_WHOLE),
        (206, {"content-range": "bytes 500-999/1000"}, 400, 1000, Action.ASK_WHOLE),
        (206, {"content-range": "nonsense"}, 400, 1000, Action.ASK_WHOLE),
        (206, {}, 400, 1000, Action.ASK_WHOLE),
        (206, {"content-type": "multipart/byteranges"}, 400, 1000, Action.ASK_WHOLE),
        (
            206,
            {"content-range": "bytes 400-999/1000", "content-encoding": "gzip"},
            400,
            None,
            Action.ASK_WHOLE,
        ),
        # The file changed since the bytes that are here came.
        (206, {"content-range": "bytes 400-999/1000", "etag": '"b"'}, 400, 1000, Action.START_OVER),
        (206, {"content-range": "bytes 400-998/999"}, 400, None, Action.START_OVER),
        (206, {"content-range": "bytes 400-998/999"}, 400, 1000, Action.START_OVER),
        (206, {"content-range": "bytes 400-999/1000"}, 400, 2000, Action.GO_ON),
        (416, {"content-range": "bytes */1000"}, 1000, None, Action.WHOLE),
        (416, {"content-range": "bytes */1000"}, 1000, 1000, Action.WHOLE),
        (416, {"content-range": "bytes */1000"}, 1000, 2000, Action.WHOLE),
        (416, {"content-range": "bytes */900"}, 900, None, Action.START_OVER),
        (416, {"content-range": "bytes */900"}, 1000, None, Action.START_OVER),
        (416, {}, 1000, None, Action.START_OVER),
        (416, {"content-range": "bytes */0"}, 0, None, Action.START_OVER),
        (400, {}, 0, None, Action.NEW_LINK),
        (403, {}, 0, None, Action.NEW_LINK),
        (404, {}, 0, None, Action.NEW_LINK),
        (408, {}, 0, None, Action.TRY_AGAIN),
        (429, {}, 0, None, Action.TRY_AGAIN),
        (503, {}, 0, None, Action.TRY_AGAIN),
        (418, {}, 0, None, Action.GIVE_UP),
        (304, {}, 0, None, Action.GIVE_UP),
        (501, {}, 0, None, Action.GIVE_UP),
    ],
)
def test_what_an_answer_means(
    status: int, headers: dict[str, str], have: int, size: int | None, expected: Action
) -> None:
    assert judge(status, headers, have, HERE, size).action is expected


def test_the_wait_that_a_storage_tells_is_kept_to() -> None:
    assert judge(503, {"retry-after": "7"}, 0, StorageMetadata(), None).wait == 7
    assert judge(503, {}, 0, StorageMetadata(), None).wait is None


def test_what_is_known_when_bytes_begin() -> None:
    headers = {
        "etag": '"a"',
        "last-modified": "Mon, 02 Mar 2026 09:00:00 GMT",
        "x-goog-hash": "crc32c=4waSgw==, md5=JfnnlDI7RTiF9RgfG2JNCw==",
    }
    known = described(headers, 9)
    assert known == StorageMetadata(
        '"a"', headers["last-modified"], 9, hashlib.md5(b"123456789").hexdigest(), "e3069283"
    )
    assert known.validator == '"a"'
    assert StorageMetadata.from_dict(known.to_dict()) == known
    # Of a compressed body neither length nor hashes are the file's.
    packed = described(headers, 9, encoded=True)
    assert (packed.total, packed.md5, packed.crc32c, packed.encoded) == (None, None, None, True)
    # Nor are the hashes if it was stored so and came unpacked.
    stored = described({**headers, "x-goog-stored-content-encoding": "gzip"}, 9)
    assert (stored.total, stored.md5, stored.crc32c, stored.encoded) == (9, None, None, False)


def test_a_weak_tag_is_not_trusted_with_half_a_file() -> None:
    assert StorageMetadata(etag='W/"a"').validator is None
    assert StorageMetadata(etag='W/"a"', modified="then").validator == "then"


@pytest.mark.parametrize(
    "values", [None, [], {}, {"etag": 1}, StorageMetadata().to_dict() | {"total": "9"}]
)
def test_notes_that_are_damaged_are_not_believed(values: object) -> None:
    assert StorageMetadata.from_dict(values) is None


@pytest.mark.parametrize("header", ["", "md5", "md5=", "md5=abc", "sha1=JfnnlDI=", "md5=4waSgw=="])
def test_hashes_that_are_none_are_left_out(header: str) -> None:
    assert google_hashes(header) == {}


@pytest.mark.parametrize("algorithm", ["crc32c", "md5", "both"])
def test_a_hash_of_the_storage_proves_or_denies(algorithm: str) -> None:
    hashes = {"md5": hashlib.md5(b"x").hexdigest(), "crc32c": f"{crc32c(b'x'):08x}"}
    known = StorageMetadata(**(hashes if algorithm == "both" else {algorithm: hashes[algorithm]}))
    # Of both the quick one is enough.
    name = "md5" if algorithm == "md5" else "crc32c"
    for content, verdict in ((b"x", (name, None)), (b"y", (None, name))):
        digest = Digest(known)
        digest.update(content)
        assert digest.verdict() == verdict
        assert digest.sha256 == hashlib.sha256(content).hexdigest()


@given(pieces=st.lists(st.binary(max_size=200), max_size=5), view=st.booleans())
def test_crc32c_of_any_pieces(pieces: list[bytes], view: bool) -> None:
    content = b"".join(pieces)
    digest = Digest(StorageMetadata(crc32c=f"{crc32c(content):08x}"))
    for piece in pieces:
        # What is read back from a disk comes in a buffer that is used again.
        digest.update(memoryview(bytearray(piece)) if view else piece)
    assert digest.verdict() == ("crc32c", None)


def test_crc32c_is_the_published_one() -> None:
    # Of these nine digits every description of a CRC tells its value.
    digest = Digest(StorageMetadata(crc32c="e3069283"))
    digest.update(b"123456789")
    assert digest.verdict() == ("crc32c", None)
    digest.update(b"0")
    assert digest.verdict() == (None, "crc32c")


class TestPatience:
    def test_pauses_grow_and_end(self) -> None:
        counter = AttemptCounter(RetryBudget(tries=5, first_pause=1, longest_pause=4), 0)
        assert [counter.fault(None, 1.0) for _ in range(5)] == [1, 2, 4, 4, None]

    def test_a_new_byte_makes_patience_new(self) -> None:
        counter = AttemptCounter(RetryBudget(tries=2, first_pause=1), 0)
        for size in range(1, 40):
            assert counter.fault(None, 1.0) == 1
            counter.arrived(size)

    def test_bytes_that_were_here_before_are_no_news(self) -> None:
        counter = AttemptCounter(RetryBudget(tries=3), best=100)
        assert counter.fault(None, 1.0)
        counter.arrived(100)
        assert counter.fault(None, 1.0)
        assert counter.fault(None, 1.0) is None

    def test_what_the_storage_tells_is_waited_but_not_for_ever(self) -> None:
        counter = AttemptCounter(RetryBudget(longest_retry_after=100), 0)
        assert counter.fault(60, 1.0) == 60
        assert counter.fault(60, 1.0) is None

    def test_a_byte_a_connection_is_not_progress_for_ever(self) -> None:
        counter = AttemptCounter(RetryBudget(free_connections=10, bytes_a_connection=1000), 0)
        for size in range(1, 1000):
            counter.connections += 1
            counter.arrived(size)
            if counter.fault(None, 0.0) is None:
                break
        assert counter.connections == 11

    def test_contradictions_and_refusals_are_few(self) -> None:
        counter = AttemptCounter(RetryBudget(contradictions=1, refusals=1), 0)
        assert [counter.contradiction(), counter.contradiction()] == [True, False]
        assert [counter.refusal(), counter.refusal()] == [True, False]
        counter.arrived(1)
        assert counter.refusal()


def renamed(command: str) -> list[str]:
    """Give what runs a command on a computer that is called otherwise, as any user may."""
    script = f"hostname of-another-network && {command}"
    return ["unshare", "--user", "--map-root-user", "--uts", "sh", "-c", script]


class TestOwners:
    def test_a_run_in_this_process_is_gone_when_it_ended(self) -> None:
        owner = ProcessOwner.new()
        assert not owner.is_gone(QUIET_SECONDS * 9)
        owner.end()
        assert owner.is_gone(0)

    def test_a_process_that_ended_is_gone(self) -> None:
        process = subprocess.Popen([sys.executable, "-c", ""])
        process.wait()
        mine = ProcessOwner.new()._replace(process=process.pid)
        assert mine.is_gone(0)

    @pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
    def test_a_process_that_ended_is_gone_though_nobody_asked_for_it(self) -> None:
        process = subprocess.Popen([sys.executable, "-c", ""])
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        mine = ProcessOwner.new()._replace(process=process.pid)
        assert mine.is_gone(0)
        process.wait()

    @pytest.mark.skipif(
        sys.platform != "linux"
        or subprocess.run(renamed("true"), capture_output=True, check=False).returncode != 0,
        reason="needs a system where a user may rename the host in a namespace",
    )
    @pytest.mark.skipif(not Path("/etc/machine-id").exists(), reason="needs an id of the computer")
    def test_a_computer_is_the_same_under_another_name(self) -> None:
        ask = (
            "from hyperstudy.downloads.process_ownership import ProcessOwner;"
            "print(ProcessOwner.new().machine)"
        )
        command = renamed(shlex.join([sys.executable, "-c", ask]))
        assert subprocess.check_output(command, text=True).strip() == ProcessOwner.new().machine

    def test_another_process_that_runs_is_not_gone_as_long_as_its_file_grows(self) -> None:
        other = ProcessOwner.new()._replace(process=os.getppid())
        assert not other.is_gone(QUIET_SECONDS - 1)
        assert other.is_gone(QUIET_SECONDS + 1)

    def test_another_machine_cannot_be_asked(self) -> None:
        other = ProcessOwner(
            "ffffff" if ProcessOwner.new().machine != "ffffff" else "eeeeee", 1, "00000000"
        )
        assert not other.is_gone(QUIET_SECONDS - 1)
        assert other.is_gone(QUIET_SECONDS + 1)

    def test_a_machine_of_the_same_id_cannot_be_asked(self) -> None:
        process = subprocess.Popen([sys.executable, "-c", ""])
        process.wait()
        mine = ProcessOwner.new()._replace(process=process.pid)
        assert mine.is_gone(0)
        # The first digits tell which start of a machine it is: nodes of a cluster, and copies of
        # an image, share all else.
        start = f"{(int(mine.run[:3], 16) + 1) % 0x1000:03x}"
        other = mine._replace(run=start + mine.run[3:])
        assert not other.is_gone(0)
        assert other.is_gone(QUIET_SECONDS + 1)
        assert not other._replace(process=os.getpid()).is_gone(0)

    @pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no start is told")
    def test_what_stood_still_before_this_start_is_given_up(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        mine = ProcessOwner.new()
        other = mine._replace(run=f"{(int(mine.run[:3], 16) + 1) % 0x1000:03x}" + mine.run[3:])
        monkeypatch.setattr(process_ownership.time, "clock_gettime", lambda _: 40.0)
        assert not other.is_gone(39)
        assert other.is_gone(41)

    def test_all_runs_of_a_start_begin_alike(self) -> None:
        ask = (
            "from hyperstudy.downloads.process_ownership import ProcessOwner;"
            "print(ProcessOwner.new().run)"
        )
        run = subprocess.check_output([sys.executable, "-c", ask], text=True).strip()
        mine = ProcessOwner.new().run
        assert run[:3] == mine[:3]
        assert run != mine

    def test_an_impossible_process_is_gone(self) -> None:
        assert ProcessOwner.new()._replace(process=9_999_999_999).is_gone(0)

    def test_a_process_of_somebody_else_is_there(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(process: int, signal: int) -> None:
            raise PermissionError

        monkeypatch.setattr(process_ownership.os, "kill", refuse)
        assert not ProcessOwner.new()._replace(process=1).is_gone(0)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (5, 5), (5.0, 5), ("5", 5), (0, 0), (5.5, None), (-1, None), (True, None), (None, None),
        (2**63 - 1, 2**63 - 1), (2**63, None), (10**400, None), (1e308, None),
        (float("nan"), None), (float("inf"), None), ("big", None), ([5], None), ("", None),
    ],
)  # fmt: skip
def test_a_size_is_a_size_or_unknown(value: object, number: int | None) -> None:
    assert whole_number(value) == number
    assert read({"fileSize": value}).size == number


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 B"), (999, "999 B"), (1500, "1.5 kB"), (123_456, "123 kB"), (999_600, "1 MB"),
     (18_233_344, "18.2 MB"), (2_000_000_000, "2 GB"), (3 * 10**15, "3e+03 TB")],
)  # fmt: skip
def test_bytes_in_words(size: int, words: str) -> None:
    assert format_size(size) == words


def test_a_link_that_is_no_address_has_a_place_all_the_same() -> None:
    assert read({"url": "http://[broken?sig=1"}).place == "http://[broken"


def _raw(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


@given(
    content=st.binary(max_size=300) | st.integers(0, 3_000_000).map(bytes),
    form=st.sampled_from(["gzip", "two", "padded", "deflate", "raw"]),
    size=st.integers(1, 5000),
    missing=st.integers(0, 7),
)
def test_what_was_packed_is_unpacked_whole_or_not_at_all(
    content: bytes, form: str, size: int, missing: int
) -> None:
    half = len(content) // 2
    packed = {
        "gzip": gzip.compress(content),
        "two": gzip.compress(content[:half]) + gzip.compress(content[half:]),
        "padded": gzip.compress(content) + bytes(9),
        "deflate": zlib.compress(content),
        "raw": _raw(content),
    }[form]
    if form == "padded":
        missing = 0
    elif form in {"raw", "deflate"}:
        missing = min(missing, 1)
    packed = packed[: len(packed) - missing]
    pieces = [packed[at : at + size] for at in range(0, len(packed), size)]
    came: list[bytes] = []
    encoding = "deflate" if form in {"raw", "deflate"} else "gzip"
    with pytest.raises(EOFError) if missing else nullcontext():
        came.extend(unpacked(pieces, encoding))
    assert max((len(one) for one in came), default=0) <= CHUNK
    if not missing:
        assert b"".join(came) == content
