"""The names of the headers that say who asks, and for which organization."""

KEY = "X-API-Key"
ORGANIZATION = "X-Organization-Id"
