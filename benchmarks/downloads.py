"""How many recordings at once: downloads from a storage that limits each connection.

    python benchmarks/downloads.py
    python benchmarks/downloads.py --files 24 --size 8 --speed 20 --parallel 1 2 4 8 12 16

A server in a process of its own serves files of `--size` MiB at `--speed` MiB/s for each
connection (0: as fast as it can). For each number of files at once it prints the seconds, the
MiB/s in all, the processor time of the client and its peak memory, as JSON lines with `--json`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from typing import Any

MIB = 1 << 20
BLOCK = hashlib.shake_128(b"recording").digest(MIB)
PIECE = 128 * 1024

MEASURE = """
import json, resource, sys, time
import hyperstudy
address, folder, parallel = sys.argv[1], sys.argv[2], int(sys.argv[3])
with hyperstudy.HyperStudy("hst_test_benchmark", address) as hs:
    hs.get_recordings("exp_1")
    before = resource.getrusage(resource.RUSAGE_SELF)
    began = time.perf_counter()
    frame = hs.download_recordings("exp_1", output_dir=folder, parallel=parallel, progress=False)
    took = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_SELF)
assert set(frame["download_status"]) == {"downloaded"}, frame["error"].tolist()
print(json.dumps({
    "parallel": parallel,
    "seconds": round(took, 2),
    "mib_per_second": round(int(frame["bytes"].sum()) / took / 2**20, 1),
    "processor_seconds": round(
        after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 2
    ),
    "more_memory_mib": round((after.ru_maxrss - before.ru_maxrss) / 1024, 1),
}))
"""


def serve(files: int, size: int, speed: float, pipe: Any) -> None:
    """Serve the listing, the links and the files until the process ends."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=64)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    pipe.send(address)
    rows = [
        {
            "recordingId": f"EG_{number}",
            "roomId": "room_1",
            "participantId": f"user_{number}",
            "fileSize": size * MIB,
            "downloadPath": f"/data/recordings/download/room_1/EG_{number}",
            "metadata": {"type": "video"},
        }
        for number in range(files)
    ]

    def answer(connection: socket.socket) -> None:
        reader = connection.makefile("rb")
        while request := reader.readline():
            while reader.readline().strip():
                pass
            path = request.split()[1].decode()
            if found := re.search(r"/download/room_1/(\w+)", path):
                body: Any = {"status": "success", "data": {"url": f"{address}/files/{found[1]}"}}
            elif path.startswith("/files/"):
                send_file(connection)
                continue
            else:
                body = {"status": "success", "data": rows, "metadata": {}}
            text = json.dumps(body).encode()
            connection.sendall(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                b"Content-Length: %d\r\n\r\n" % len(text) + text
            )

    def send_file(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (size * MIB))
        began, sent = time.perf_counter(), 0
        for _ in range(size):
            for start in range(0, MIB, PIECE):
                connection.sendall(BLOCK[start : start + PIECE])
                sent += PIECE
                if speed:
                    time.sleep(max(0.0, sent / (speed * MIB) - (time.perf_counter() - began)))

    while True:
        connection, _ = listening.accept()
        threading.Thread(target=answer, args=(connection,), daemon=True).start()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--files", type=int, default=24)
    parser.add_argument("--size", type=int, default=8, help="MiB of each file")
    parser.add_argument("--speed", type=float, default=20, help="MiB/s of each connection")
    parser.add_argument("--parallel", type=int, nargs="+", default=[1, 2, 4, 8, 12, 16])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(
        target=serve, args=(options.files, options.size, options.speed, theirs), daemon=True
    )
    server.start()
    address = ours.recv()
    try:
        for parallel in options.parallel:
            with tempfile.TemporaryDirectory() as folder:
                done = subprocess.run(
                    [sys.executable, "-c", MEASURE, address, folder, str(parallel)],
                    capture_output=True,
                    text=True,
                    check=True,
                )
            found = json.loads(done.stdout)
            if options.json:
                print(json.dumps(found))
            else:
                print(", ".join(f"{name} {value}" for name, value in found.items()))
    finally:
        server.kill()


if __name__ == "__main__":
    main()
