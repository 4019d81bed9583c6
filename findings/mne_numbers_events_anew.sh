#!/usr/bin/env bash
# MNE 1.13.2: event 1 of one person is event 2 of the next.
#
# events_from_annotations() numbers the names it finds, by alphabet, anew for each recording. Two people saw a film and
# wrote in a chat: chat is 1, film is 2. A third one also answered: answer is 1, chat 2, film 3. Code that goes by numbers,
# or that puts events of several people into one table, as files of events and stim channels hold no names, mixes
# conditions; nothing fails. Names that are numbers are sorted as words, so that "10" is 2 and "2" is 3. Pass one event_id
# for all.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check mne==1.13.2 'numpy<3'
cd "$folder"
venv/bin/python -W error - <<'END'
import mne
import numpy as np

mne.set_log_level("WARNING")
recording = mne.io.RawArray(np.zeros((1, 1000)), mne.create_info(["pulse"], 100.0, "bio"))


def numbered(*names: str) -> dict[str, int]:
    person = recording.copy()
    person.set_annotations(mne.Annotations([1 + number for number in range(len(names))], 0, names))
    events, numbers = mne.events_from_annotations(person)
    assert [number for _, _, number in events.tolist()] == [numbers[name] for name in names]
    return dict(numbers)


first, other, levels = numbered("film", "chat"), numbered("film", "chat", "answer"), numbered("1", "2", "10")
print("mne", mne.__version__)
print("film and chat:        ", first)
print("film, chat and answer:", other)
print("levels 1, 2 and 10:   ", levels)
assert first == {"chat": 1, "film": 2}
assert other == {"answer": 1, "chat": 2, "film": 3}
assert levels == {"1": 1, "10": 2, "2": 3}
END
