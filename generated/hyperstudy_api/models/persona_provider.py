from ..types import OpenStrEnum


class PersonaProvider(OpenStrEnum):
    """Who runs the language model. A `custom` provider is a public https endpoint that speaks
    the OpenAI chat completions protocol with tool calls."""

    ANTHROPIC = "anthropic"
    OPENAI = "openai"
    GEMINI = "gemini"
    CUSTOM = "custom"
