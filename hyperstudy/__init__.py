"""From a HyperStudy experiment to analysis-ready data: typed, complete, fast, in one line.

>>> import hyperstudy
>>> hs = hyperstudy.HyperStudy()  # doctest: +SKIP
>>> events = hs.get_events("exp_7")  # doctest: +SKIP

Names are loaded when they are first used, so that the import itself costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .imports.public_names import MODULE_OF
from .imports.uninterrupted import import_whole

__version__ = "0.6.0"

if TYPE_CHECKING:
    from .client import HyperStudy as HyperStudy
    from .client.study import open_study as open_study
    from .display.notices import DownloadWarning as DownloadWarning
    from .display.notices import HyperStudyWarning as HyperStudyWarning
    from .display.notices import IncompleteDataWarning as IncompleteDataWarning
    from .display.notices import ServerWarning as ServerWarning
    from .display.notices import UnreadableValueWarning as UnreadableValueWarning
    from .downloads.check import check_recordings as check_recordings
    from .exceptions import AuthenticationError as AuthenticationError
    from .exceptions import ForbiddenError as ForbiddenError
    from .exceptions import HyperStudyError as HyperStudyError
    from .exceptions import IncompleteDataError as IncompleteDataError
    from .exceptions import InputError as InputError
    from .exceptions import NetworkError as NetworkError
    from .exceptions import NotFoundError as NotFoundError
    from .exceptions import RateLimitError as RateLimitError
    from .exceptions import ServerError as ServerError
    from .exceptions import ValidationError as ValidationError
    from .files.tables import write_table as write_table
    from .frames.interchange import to_json_columns as to_json_columns
    from .lists.report import FetchReport as FetchReport
    from .lists.report import fetch_report as fetch_report
    from .models import NULL as NULL
    from .models import AgentConfig as AgentConfig
    from .models import ComponentType as ComponentType
    from .models import DataType as DataType
    from .models import DisconnectTimeout as DisconnectTimeout
    from .models import Experiment as Experiment
    from .models import FocusComponent as FocusComponent
    from .models import GlobalComponentType as GlobalComponentType
    from .models import Guardrails as Guardrails
    from .models import InstructionsPage as InstructionsPage
    from .models import Persona as Persona
    from .models import PostExperimentQuestionnaire as PostExperimentQuestionnaire
    from .models import PromptLayer as PromptLayer
    from .models import RatingKind as RatingKind
    from .models import Role as Role
    from .models import Scope as Scope
    from .models import State as State
    from .models import TransitionRules as TransitionRules
    from .models import WaitingRoomConfig as WaitingRoomConfig
    from .models import audio_recording as audio_recording
    from .models import code as code
    from .models import continuous_rating as continuous_rating
    from .models import gaze_overlay as gaze_overlay
    from .models import likert_scale as likert_scale
    from .models import load_experiment as load_experiment
    from .models import multiple_choice as multiple_choice
    from .models import ranking as ranking
    from .models import rapid_rate as rapid_rate
    from .models import save_experiment as save_experiment
    from .models import scanner_pulse_recorder as scanner_pulse_recorder
    from .models import show_image as show_image
    from .models import show_text as show_text
    from .models import show_video as show_video
    from .models import sparse_rating as sparse_rating
    from .models import text_chat as text_chat
    from .models import text_input as text_input
    from .models import trigger as trigger
    from .models import vas_rating as vas_rating
    from .models import video_chat as video_chat
    from .models import waiting as waiting
    from .resources.data_dictionary import describe as describe
    from .transport import Pace as Pace
    from .transport import RetryPolicy as RetryPolicy

_MODULES = ("models", "plots", "sandbox")

__all__ = ["__version__", *sorted(MODULE_OF)]  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> object:
    if name in _MODULES:
        return import_whole(f"{__name__}.{name}")
    if name not in MODULE_OF:
        message = f"module {__name__!r} has no attribute {name!r}"
        if not name.startswith("_"):
            from difflib import get_close_matches

            near = get_close_matches(name, __dir__(), n=1)
            message += f". Did you mean: {near[0]!r}?" if near else ""
        # With the name but without the module, Python adds no suggestion of its own.
        raise AttributeError(message, name=name)
    return getattr(import_whole(f"{__name__}.{MODULE_OF[name]}"), name)


def __dir__() -> list[str]:
    # What completes after a dot is what there is for users, not what happens to be loaded.
    return [*__all__, *_MODULES]
