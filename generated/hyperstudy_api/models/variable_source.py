from ..types import OpenStrEnum


class VariableSource(OpenStrEnum):
    """What wrote a variable: an initial constant (`seed`), a participant's answer (`human`) or
    an agent's answer (`agent`, inferred word). New values may come; keep a value you don't
    know."""

    SEED = "seed"
    HUMAN = "human"
    AGENT = "agent"
