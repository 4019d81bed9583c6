"""What researchers hold: the client, and a study on disk."""

from .online import HyperStudy as HyperStudy
