"""A second of four syllables in Opus, which joins itself without a click.

Opus takes an encoder, which the sandbox has not: these packets were encoded beforehand, by libopus
through PyAV (``application=lowdelay``, 10 kbit/s without variable bit rate, so that all are of one
length), from the sound that `hyperstudy.sandbox.media.wav` has, at 180 Hz with its third harmonic.
"""

from __future__ import annotations

from base64 import b64decode
from typing import Final

__all__ = ["FRAMES", "TOC"]

TOC: Final = 23 << 3
"""Begins each packet: CELT in wide band, 20 ms, mono, one frame."""
_LENGTH: Final = 24
_ENCODED: Final = b64decode("""
3zdKNhwEEi2dnA/2HU1qDe+lG6z73xYK1XQHD31cMrYg+4GEhGw21bZn4n+s1PYL2L8wqJ12TQjutX8i2Q/qmErSr/9mNN4L
2XFZxtSWgWCNuTKItxux2c145J9meZ4K2KbfdaRnQwOEqe4Vlc2wagzs4Sp/nX4L2KFE4XW6hv/a5b//vMJhMqBgdD0Dt/YK
2JS3NJcpCWU2iTzRYXtY0jXDP3ExWRYK2YPNppTFgleK37wSmT1AyNI4X//IyBYL2Ul0frbi6X0H4B1QrK5J+u2pHagqMEYK
1YZWQYwUPEtRwWAEryknUTDQ7er1qi4L1tZnoRXLo6dKNyV4jNqqoLHDmVyuxA4K3qwGmohC6Ri6AvCyy5jvry0chxWBA6wK
eLMcPTWR2dfsdMpN89P36JdYmyLG6u04337QSiGu2wseVINVWMMYA9oEHkavwDYL2hFxGclS2apgH9q9YzWCrywDcETj7UYK
2ciJUa9YPyTLShPAp2l1V7xDnA9AeNYL2JUcIecsLkruTCM0c7gfTpDDNfFY034K2L89K6MPld2Y1BBvl/ivNhGC/P8KUt4L
2XFiNEu+b9kWDYo86w4l/rrpHbyq7Z4K2LsdDlLHkSuzmKz1PssA1Pbs4Sp/ufYL2KKWARWz8+I/dm83UYj/vHAwOh6AXgYK
1WmcfsWJM2krIaiJmLH2fHYDP3F5px4K1oYT4ZFJKkH5oAPVzARZCtYsr6ju3s4K1xaFQ2ZPjJ5ZNGvrk7IckgkkRZOU4k0K
33Pqn9XmabvY+ugQG+z/2w4ovY//PesL3zdKNhwEEi2dnA/2HU1qDe+lG6z73xYK1XQHD31cMrYg+4GEhGw21bZn4n+s1PYL
2L8wqJ12TQjutX8i2Q/qmErSr/9mNN4L2XFZxtSWgWCNuTKItxux2c145J9meZ4K2KbfdaRnQwOEqe4Vlc2wagzs4Sp/nX4L
2KFE4XW6hv/a5b//vMJhMqBgdD0Dt/YK2JS3NJcpCWU2iTzRYXtY0jXDP3ExWRYK2YPNppTFgleK37wSmT1AyNI4X//IyBYL
2Ul0frbi6X0H4B1QrK5J+u2pHagqMEYK1YZWQYwUPEtRwWAEryknUTDQ7er1qi4L1tZnoRXLo6dKNyV4jNqqoLHDmVyuxA4K
3qwGmohC6Ri6AvCyy5jvry0chxWBA6wKeLMcPTWR2dfsdMpN89P36JdYmyLG6u04337QSiGu2wseVINVWMMYA9oEHkavwDYL
2hFxGclS2apgH9q9YzWCrywDcETj7UYK2ciJUa9YPyTLShPAp2l1V7xDnA9AeNYL2JUcIecsLkruTCM0c7gfTpDDNfFY034K
2L89K6MPld2Y1BBvl/ivNhGC/P8KUt4L2XFiNEu+b9kWDYo86w4l/rrpHbyq7Z4K2LsdDlLHkSuzmKz1PssA1Pbs4Sp/ufYL
2KKWARWz8+I/dm83UYj/vHAwOh6AXgYK1WmcfsWJM2krIaiJmLH2fHYDP3F5px4K1oYT4ZFJKkH5oAPVzARZCtYsr6ju3s4K
1xaFQ2ZPjJ5ZNGvrk7IckgkkRZOU4k0K33Pqn9XmabvY+ugQG+z/2w4ovY//PesL
""")
FRAMES: Final = tuple(
    _ENCODED[begin : begin + _LENGTH] for begin in range(0, len(_ENCODED), _LENGTH)
)
"""What follows in each of the 50 packets."""
