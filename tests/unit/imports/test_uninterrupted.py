"""Ctrl-C while packages are imported: it counts, and the next call has what it needs."""

from __future__ import annotations

import signal
import threading

import pytest
from interrupted_programs import needs_signals, run

from hyperstudy.imports.uninterrupted import uninterrupted

pytest.importorskip("polars")
pytest.importorskip("pyarrow")

CALLS = {
    "frame": "hyperstudy.to_json_columns(frames.build([], contract.columns('rooms')).frame)",
    "polars": "frames.build([], contract.columns('rooms'), 'polars')",
    "study": "optional_packages.load('pyarrow.parquet').core.pa.array([1]).to_pandas()",
    "name": "hyperstudy.open_study",
}
NOT_NEEDED = {("name", "pandas"), ("polars", "pandas")}


@needs_signals
@pytest.mark.parametrize("package", ["numpy", "pandas"])
@pytest.mark.parametrize("call", CALLS)
def test_an_import_that_is_interrupted_can_be_had_all_the_same(call: str, package: str) -> None:
    # At the import of each module of the package in turn would take minutes: at some of them.
    ended = run(
        f"""
import hyperstudy
from hyperstudy import contract, frames
from hyperstudy.imports import optional_packages

class Interrupting:
    count = 0
    def find_spec(self, name, path, target=None):
        if name.startswith({package!r}):
            Interrupting.count += 1
            if Interrupting.count % 20 == 1:
                signal.raise_signal(signal.SIGINT)
sys.meta_path.insert(0, Interrupting())
for _ in range(2):
    try:
        {CALLS[call]}
        print("done")
    except KeyboardInterrupt:
        print("stopped")
print(Interrupting.count)
"""
    )
    *outcomes, count = ended.stdout.split()
    assert outcomes == ["stopped" if int(count) else "done", "done"], ended.stderr
    assert int(count) or (call, package) in NOT_NEEDED


@needs_signals
def test_ctrl_c_counts_afterwards() -> None:
    before = signal.getsignal(signal.SIGINT)
    done = list[str]()

    def work() -> None:
        with uninterrupted():
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGINT)
            done.append("all")
        done.append("more")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == ["all"]
    assert signal.getsignal(signal.SIGINT) is before


def test_other_threads_change_no_handler() -> None:
    handlers = list[object]()

    def work() -> None:
        with uninterrupted():
            handlers.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert handlers == [signal.getsignal(signal.SIGINT)]
