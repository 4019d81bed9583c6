"""How far each source can be off, in ms: every assumption in one place, with its reason.

What can be measured in the data of a room is measured; these are for what cannot. All of them are
bounds rather than typical values: a stated uncertainty that is smaller than the true error would
be a fault.
"""

from __future__ import annotations

from typing import Final

EVENT_TO_PICTURE: Final = 40.0
"""From a player's event to the picture on the screen: a frame at 24 Hz, rounded down to the event
(assumed)."""

CORRECTED_CLOCK: Final = 70.0
"""A browser's clock that was corrected over the network, where the round trip is not told: half of
the longest round trip that connections on land usually have (assumed). Where it is told, half of
it: that bounds the error of Cristian's algorithm."""

UNCORRECTED_CLOCK: Final = 250.0
"""A browser's clock of which no row says that it was corrected. Operating systems keep clocks that
close when they reach a time server (assumed); one that does not may be off by minutes, and nothing
in the data tells."""

UNMEASURED_PLAYBACK: Final = 150.0
"""A player that follows a host's without sync metrics: it runs at 0.95 to 1.05 of the speed to
catch up (documented), and differences below 100 ms count as good (documented)."""

HOST_INSTEAD: Final = 500.0
"""Another participant's player without any measurement of its own: differences above 500 ms count
as poor (documented)."""

SYNC_SAMPLE: Final = 30.0
"""One measurement of a player's lag, which is itself made over the network (assumed)."""

LINE: Final = 8.0
"""By how much a piece may differ from the course of the playback rate that it stands for (ours)."""

ARRIVAL: Final = 100.0
"""From the microphone to the recorder: `startTime` is when the first packet arrived, by the
recorder's clock, not when it was captured (read in LiveKit's source). Reports of users: within some
100 ms on good networks, visibly off on bad ones."""

FIRST_PACKET: Final = 300.0
"""How much later than `startTime` the first packet may have come where the file is not there to
tell (assumed)."""

DRIFT: Final = 500.0
"""Clocks of microphones differ by up to so many ppm (reported), 1.8 s in an hour."""

TYPICAL_DRIFT: Final = 150.0
"""Spread of the drifts of microphones in ppm: what is expected before a file is looked at
(assumed)."""

END_OF_FILE: Final = 25.0
"""Spread of the difference between the last packet and `endTime` (assumed)."""

BEYOND_A_CLOCK: Final = 1000.0
"""No clock drifts by more ppm: a length that differs by more has another reason (ours)."""

CONTRADICTION: Final = 250.0
"""Lengths that differ by more than this are a finding (ours)."""
