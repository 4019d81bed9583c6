"""A function for each kind of component, with its settings as parameters.

Written by `nox -s regenerate` from spec/openapi.yaml and spec/authoring.yaml: change those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .components import component
from .words import ComponentType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .definition import FocusComponent


def show_text(
    text: str,
    *,
    font_size: str | None = None,
    text_align: str | None = None,
    background_color: str | None = None,
    text_color: str | None = None,
    show_continue_button: bool | None = None,
    continue_button_text: str | None = None,
    text_style: Mapping[str, Any] | None = None,
    id: str | None = None,
    role_configs: Mapping[str, Mapping[str, Any]] | None = None,
    **settings: Any,
) -> FocusComponent:
    """Make a component of type `showtext`.

    Shows a text. A title, instructions, automatic advance and a viewing time exist in the
    app; their names are not published.

    Parameters
    ----------
    text : str
        The text in HTML. Allowed tags are b, strong, i, em, u, s, strike, h1 to h6, p, br
        and span; attributes are removed. `{variable}` stands for the value of a variable.
    font_size : {"small", "medium", "large", "xlarge"}, optional
        Size of text. The platform takes "medium" when it is not sent.
    text_align : {"left", "center", "right"}, optional
        Where text is aligned. The platform takes "center" when it is not sent.
    background_color : str, optional
        Colour of the background.
    text_color : str, optional
        Colour of the text.
    show_continue_button : bool, optional
        Whether a continue button is shown. The settings table says that it is unless
        switched off. The platform takes False when it is not sent.
    continue_button_text : str, optional
        Label of the continue button. The platform takes "Continue" when it is not sent.
    text_style : mapping, optional
        Font size and text colour by text role. Since platform v0.6.63 older settings such
        as `fontSize` and `textColor` move here; the names of the roles and of their members
        are not published.
    id : str, optional
        Id of the component. A new one is made unless given.
    role_configs : mapping of str to mapping, optional
        Settings that differ for a role, by role: only the differences to `config`. One page
        uses role names as keys, others the role's index from 0 written as text.
    **settings
        Further settings. Their names are sent in camel case, their values as they are.
        Where one is another spelling of a parameter above, that parameter counts, with a
        warning.

    Returns
    -------
    FocusComponent
        For the `focus_component` of a `State`. Under the name of its type among the
        `global_components` of an `Experiment`, where that type is allowed, it stays
        available beside all states.

    Raises
    ------
    InputError
        If a value cannot be said in JSON, or two spellings of a setting contradict each other.
        Whether a setting may have its value, `validate_experiment(..., local=True)` tells.
    """
    return component(
        ComponentType.SHOW_TEXT,
        {
            "text": text,
            "font_size": font_size,
            "text_align": text_align,
            "background_color": background_color,
            "text_color": text_color,
            "show_continue_button": show_continue_button,
            "continue_button_text": continue_button_text,
            "text_style": text_style,
        },
        settings,
        id,
        role_configs,
    )


def show_image(
    url: str,
    *,
    size: str | None = None,
    alt_text: str | None = None,
    caption: str | None = None,
    show_continue_button: bool | None = None,
    continue_button_text: str | None = None,
    show_countdown: bool | None = None,
    countdown_style: str | None = None,
    background_color: str | None = None,
    text_color: str | None = None,
    text_style: Mapping[str, Any] | None = None,
    id: str | None = None,
    role_configs: Mapping[str, Mapping[str, Any]] | None = None,
    **settings: Any,
) -> FocusComponent:
    """Make a component of type `showimage`.

    Shows an image.

    Parameters
    ----------
    url : str
        Address of the image; expressions are allowed. Sent as `url` and as `imageUrl`:
        sources disagree on the name.
    size : {"small", "medium", "large", "fullwidth", "original"}, optional
        Width of an image: `small` 300 px, `medium` 500 px, `large` 800 px, `fullwidth` 90
        percent of the screen, `original` as it is. The platform takes "medium" when it is
        not sent.
    alt_text : str, optional
        Description for those who cannot see the image.
    caption : str, optional
        Text below the image.
    show_continue_button : bool, optional
        Whether a continue button is shown. The platform takes True when it is not sent.
    continue_button_text : str, optional
        Label of the continue button. The platform takes "Continue" when it is not sent.
    show_countdown : bool, optional
        Whether the remaining time is shown. The platform takes False when it is not sent.
    countdown_style : {"time", "progressBar"}, optional
        How a countdown looks.
    background_color : str, optional
        Colour of the background. (Inferred.)
    text_color : str, optional
        Colour of the text. (Inferred.)
    text_style : mapping, optional
        Font size and text colour by text role. Since platform v0.6.63 older settings such
        as `fontSize` and `textColor` move here; the names of the roles and of their members
        are not published.
    id : str, optional
        Id of the component. A new one is made unless given.
    role_configs : mapping of str to mapping, optional
        Settings that differ for a role, by role: only the differences to `config`. One page
        uses role names as keys, others the role's index from 0 written as text.
    **settings
        Further settings. Their names are sent in camel case, their values as they are.
        Where one is another spelling of a parameter above, that parameter counts, with a
        warning.

    Returns
    -------
    FocusComponent
        For the `focus_component` of a `State`. Under the name of its type among the
        `global_components` of an `Experiment`, where that type is allowed, it stays
        available beside all states.

    Raises
    ------
    InputError
        If a value cannot be said in JSON, or two spellings of a setting contradict each other.
        Whether a setting may have its value, `validate_experiment(..., local=True)` tells.
    """
    return component(
        ComponentType.SHOW_IMAGE,
        {
            "url": url,
            "size": size,
            "alt_text": alt_text,
            "caption": caption,
            "show_continue_button": show_continue_button,
            "continue_button_text": continue_button_text,
            "show_countdown": show_countdown,
            "countdown_style": countdown_style,
            "background_color": background_color,
            "text_color": text_color,
            "text_style": text_style,
        },
        settings,
        id,
        role_configs,
    )


def show_video(
    url: str,
    *,
    video_size: float | None = None,
    horizontal_position: str | None = None,
    vertical_position: str | None = None,
    controls: bool | None = None,
    auto_play: bool | None = None,
    start_time: float | None = None,
    end_time: float | None = None,
    host_role: str | None = None,
    show_debug: bool | None = None,
    id: str | None = None,
    role_configs: Mapping[str, Mapping[str, Any]] | None = None,
    **settings: Any,
) -> FocusComponent:
    """Make a component of type `showvideo`.

    Plays a video in step for all participants of a room. Only library videos can be used;
    their addresses are signed for 3 hours. Sync accuracy, host control, skipping and time
    events exist in the app; their names are not published.

    Parameters
    ----------
    url : str
        Address of the video; expressions are allowed. Sent as `url` and as `videoUrl`:
        sources disagree on the name.
    video_size : float, optional
        Share of the screen the video takes. In percent. From 10 to 100. The platform takes
        80 when it is not sent.
    horizontal_position : {"left", "center", "right"}, optional
        Where something stands from side to side.
    vertical_position : {"upper", "center", "lower"}, optional
        Where something stands from top to bottom.
    controls : bool, optional
        Whether the player's controls are shown. The platform takes True when it is not
        sent.
    auto_play : bool, optional
        Whether the video starts by itself. The platform takes False when it is not sent.
    start_time : float, optional
        Where in the video to start. In s. At least 0. The platform takes 0 when it is not
        sent.
    end_time : float, optional
        Where in the video to stop; 0 is its end. In s. At least 0. The platform takes 0
        when it is not sent.
    host_role : str, optional
        Name of the role that controls the video; upper and lower case are alike. The
        platform takes "host" when it is not sent.
    show_debug : bool, optional
        Whether the state of the synchronization is shown.
    id : str, optional
        Id of the component. A new one is made unless given.
    role_configs : mapping of str to mapping, optional
        Settings that differ for a role, by role: only the differences to `config`. One page
        uses role names as keys, others the role's index from 0 written as text.
    **settings
        Further settings. Their names are sent in camel case, their values as they are.
        Where one is another spelling of a parameter above, that parameter counts, with a
        warning.

    Returns
    -------
    FocusComponent
        For the `focus_component` of a `State`. Under the name of its type among the
        `global_components` of an `Experiment`, where that type is allowed, it stays
        available beside all states.

    Raises
    ------
    InputError
        If a value cannot be said in JSON, or two spellings of a setting contradict each other.
        Whether a setting may have its value, `validate_experiment(..., local=True)` tells.
    """
    return component(
        ComponentType.SHOW_VIDEO,
        {
            "url": url,
            "video_size": video_size,
            "horizontal_position": horizontal_position,
            "vertical_position": vertical_position,
            "controls": controls,
            "auto_play": auto_play,
            "start_time": start_time,
            "end_time": end_time,
            "host_role": host_role,
            "show_debug": show_debug,
        },
        settings,
        id,
        role_configs,
    )


def vas_rating(
    prompt: str,
    *,
    min_label: str | None = None,
    max_label: str | None = None,
    min_value: str | float | None = None,
    max_value: str | float | None = None,
    step: float | None = None,
    show_value_display: bool | None = None,
    slider_color: str | None = None,
    required: bool | None = None,
    output_variable: str | None = None,
    text_style: Mapping[str, Any] | None = None,
    id: str | None = None,
    role_configs: Mapping[str, Mapping[str, Any]] | None = None,
    **settings: Any,
) -> FocusComponent:
    """Make a component of type `vasrating`.

    A slider between two labelled ends (visual analogue scale).

    Parameters
    ----------
    prompt : str
        The question. Sent as `prompt` and as `question`: sources disagree on the name.
    min_label : str, optional
        Label of the low end.
    max_label : str, optional
        Label of the high end.
    min_value : str or float, optional
        Low end of the scale as text, formulas allowed. The platform takes "0" when it is
        not sent.
    max_value : str or float, optional
        High end of the scale as text, formulas allowed. The platform takes "100" when it is
        not sent.
    step : float, optional
        Distance between two positions. The platform takes 1 when it is not sent.
    show_value_display : bool, optional
        Whether the chosen value is shown. The platform takes False when it is not sent.
    slider_color : str, optional
        Colour of the slider.
    required : bool, optional
        Whether an answer is needed to go on. The platform takes True when it is not sent.
    output_variable : str, optional
        Variable that receives the answer.
    text_style : mapping, optional
        Font size and text colour by text role. Since platform v0.6.63 older settings such
        as `fontSize` and `textColor` move here; the names of the roles and of their members
        are not published.
    id : str, optional
        Id of the component. A new one is made unless given.
    role_configs : mapping of str to mapping, optional
        Settings that differ for a role, by role: only the differences to `config`. One page
        uses role names as keys, others the role's index from 0 written as text.
    **settings
        Further settings. Their names are sent in camel case, their values as they are.
        Where one is another spelling of a parameter above, that parameter counts, with a
        warning.

    Returns
    -------
    FocusComponent
        For the `focus_component` of a `State`. Under the name of its type among the
        `global_components` of an `Experiment`, where that type is allowed, it stays
        available beside all states.

    Raises
    ------
    InputError
        If a value cannot be said in JSON, or two spellings of a setting contradict each other.
        Whether a setting may have its value, `validate_experiment(..., local=True)` tells.
    """
    return component(
        ComponentType.VAS_RATING,
        {
            "prompt": prompt,
            "min_label": min_label,
            "max_label": max_label,
            "min_value": min_value,
            "max_value": max_value,
            "step": step,
            "show_value_display": show_value_display,
            "slider_color": slider_color,
            "required": required,
            "output_variable": output_variable,
            "text_style": text_style,
        },
        settings,
        id,
        role_configs,
    )


def text_input(
    prompt: str,
    *,
    input_type: str | None = None,
    placeholder: str | None = None,
    max_length: int | None = None,
    required: bool | None = None,
    show_continue_button: bool | None = None,
    continue_button_text: str | None = None,
    output_variable: str | None = None,
    text_style: Mapping[str, Any] | None = None,
    id: str | None = None,
    role_configs: Mapping[str, Mapping[str, Any]] | None = None,
    **settings: Any,
) -> FocusComponent:
    """Make a component of type `textinput`.

    A field for a written answer. A shortest length, rows and limits of numbers exist in the
    app; their names are not published.

    Parameters
    ----------
    prompt : str
        The question.
    input_type : {"shortAnswer", "paragraph", "number", "email", "text", "textarea"}, optional
        Kind of text input. The running component knows `shortAnswer`, `paragraph`, `number`
        and `email`; `text` and `textarea` are words of the settings table.
    placeholder : str, optional
        Hint in the empty field.
    max_length : int, optional
        Most characters; 0 is no limit. At least 0. The platform takes 500 when it is not
        sent.
    required : bool, optional
        Whether an answer is needed to go on. The platform takes True when it is not sent.
    show_continue_button : bool, optional
        Whether a continue button is shown. The platform takes True when it is not sent.
    continue_button_text : str, optional
        Label of the continue button. The platform takes "Continue" when it is not sent.
    output_variable : str, optional
        Variable that receives the answer.
    text_style : mapping, optional
        Font size and text colour by text role. Since platform v0.6.63 older settings such
        as `fontSize` and `textColor` move here; the names of the roles and of their members
        are not published.
    id : str, optional
        Id of the component. A new one is made unless given.
    role_configs : mapping of str to mapping, optional
        Settings that differ for a role, by role: only the differences to `config`. One page
        uses role names as keys, others the role's index from 0 written as text.
    **settings
        Further settings. Their names are sent in camel case, their values as they are.
        Where one is another spelling of a parameter above, that parameter counts, with a
        warning.

    Returns
    -------
    FocusComponent
        For the `focus_component` of a `State`. Under the name of its type among the
        `global_components` of an `Experiment`, where that type is allowed, it stays
        available beside all states.

    Raises
    ------
    InputError
        If a value cannot be said in JSON, or two spellings of a setting contradict each other.
        Whether a setting may have its value, `validate_experiment(..., local=True)` tells.
    """
    return component(
        ComponentType.TEXT_INPUT,
        {
            "prompt": prompt,
            "input_type": input_type,
            "placeholder": placeholder,
            "max_length": max_length,
            "required": required,
            "show_continue_button": show_continue_button,
            "continue_button_text": continue_button_text,
            "output_variable": output_variable,
            "text_style": text_style,
        },
        settings,
        id,
        role_configs,
    )


def multiple_choice(
    prompt: str,
    options: Sequence[Any],
    *,
    allow_multiple: bool | None = None,
    required: bool | None = None,
    layout: str | None = None,
    background_color: str | None = None,
    text_color: str | None = None,
    button_color: str | None = None,
    selected_button_color: str | None = None,
    output_variable: str | None = None,
    text_style: Mapping[str, Any] | None = None,
    id: str | None = None,
    role_configs: Mapping[str, Mapping[str, Any]] | None = None,
    **settings: Any,
) -> FocusComponent:
    """Make a component of type `multiplechoice`.

    A choice of one or several options. Drawing the options' images from a stimulus mapping
    is possible in the app; the names of those settings are not published.

    Parameters
    ----------
    prompt : str
        The question. Sent as `prompt` and as `question`: sources disagree on the name.
    options : sequence of object
        The options, as texts or as objects.
    allow_multiple : bool, optional
        Whether several options may be chosen. The platform takes False when it is not sent.
    required : bool, optional
        Whether an answer is needed to go on. The platform takes True when it is not sent.
    layout : {"vertical", "horizontal", "grid"}, optional
        How choices are laid out; `grid` appears only in the settings table of multiple
        choice.
    background_color : str, optional
        Colour of the background.
    text_color : str, optional
        Colour of the text.
    button_color : str, optional
        Colour of an option.
    selected_button_color : str, optional
        Colour of a chosen option.
    output_variable : str, optional
        Variable that receives the answer.
    text_style : mapping, optional
        Font size and text colour by text role. Since platform v0.6.63 older settings such
        as `fontSize` and `textColor` move here; the names of the roles and of their members
        are not published.
    id : str, optional
        Id of the component. A new one is made unless given.
    role_configs : mapping of str to mapping, optional
        Settings that differ for a role, by role: only the differences to `config`. One page
        uses role names as keys, others the role's index from 0 written as text.
    **settings
        Further settings. Their names are sent in camel case, their values as they are.
        Where one is another spelling of a parameter above, that parameter counts, with a
        warning.

    Returns
    -------
    FocusComponent
        For the `focus_component` of a `State`. Under the name of its type among the
        `global_components` of an `Experiment`, where that type is allowed, it stays
        available beside all states.

    Raises
    ------
    InputError
        If a value cannot be said in JSON, or two spellings of a setting contradict each other.
        Whether a setting may have its value, `validate_experiment(..., local=True)` tells.
    """
    return component(
        ComponentType.MULTIPLE_CHOICE,
        {
            "prompt": prompt,
            "options": options,
            "allow_multiple": allow_multiple,
            "required": required,
            "layout": layout,
            "background_color": background_color,
            "text_color": text_color,
            "button_color": button_color,
            "selected_button_color": selected_button_color,
            "output_variable": output_variable,
            "text_style": text_style,
        },
        settings,
        id,
        role_configs,
    )


def waiting(
    duration_ms: int | None = None,
    *,
    message: str | None = None,
    ready_message: str | None = None,
    show_spinner: bool | None = None,
    show_countdown: bool | None = None,
    countdown_style: str | None = None,
    countdown_position: str | None = None,
    background_color: str | None = None,
    text_color: str | None = None,
    text_style: Mapping[str, Any] | None = None,
    id: str | None = None,
    role_configs: Mapping[str, Mapping[str, Any]] | None = None,
    **settings: Any,
) -> FocusComponent:
    """Make a component of type `waiting`.

    A waiting screen until everyone is ready or the time is over.

    Parameters
    ----------
    duration_ms : int, optional
        How long the screen stays. In ms. At least 0.
    message : str, optional
        Text while waiting.
    ready_message : str, optional
        Text when everyone is ready.
    show_spinner : bool, optional
        Whether a spinner turns. The platform takes True when it is not sent.
    show_countdown : bool, optional
        Whether the remaining time is shown. The platform takes False when it is not sent.
    countdown_style : {"time", "progressBar"}, optional
        How a countdown looks.
    countdown_position : {"top", "bottom"}, optional
        Where a countdown stands.
    background_color : str, optional
        Colour of the background. (Inferred.)
    text_color : str, optional
        Colour of the text. (Inferred.)
    text_style : mapping, optional
        Font size and text colour by text role. Since platform v0.6.63 older settings such
        as `fontSize` and `textColor` move here; the names of the roles and of their members
        are not published.
    id : str, optional
        Id of the component. A new one is made unless given.
    role_configs : mapping of str to mapping, optional
        Settings that differ for a role, by role: only the differences to `config`. One page
        uses role names as keys, others the role's index from 0 written as text.
    **settings
        Further settings. Their names are sent in camel case, their values as they are.
        Where one is another spelling of a parameter above, that parameter counts, with a
        warning.

    Returns
    -------
    FocusComponent
        For the `focus_component` of a `State`. Under the name of its type among the
        `global_components` of an `Experiment`, where that type is allowed, it stays
        available beside all states.

    Raises
    ------
    InputError
        If a value cannot be said in JSON, or two spellings of a setting contradict each other.
        Whether a setting may have its value, `validate_experiment(..., local=True)` tells.
    """
    return component(
        ComponentType.WAITING,
        {
            "duration_ms": duration_ms,
            "message": message,
            "ready_message": ready_message,
            "show_spinner": show_spinner,
            "show_countdown": show_countdown,
            "countdown_style": countdown_style,
            "countdown_position": countdown_position,
            "background_color": background_color,
            "text_color": text_color,
            "text_style": text_style,
        },
        settings,
        id,
        role_configs,
    )


def code(
    script: str,
    *,
    display_code: bool | None = None,
    display_result: bool | None = None,
    auto_run: bool | None = None,
    show_continue_button: bool | None = None,
    continue_button_text: str | None = None,
    output_variable: str | None = None,
    background_color: str | None = None,
    text_color: str | None = None,
    text_style: Mapping[str, Any] | None = None,
    id: str | None = None,
    role_configs: Mapping[str, Mapping[str, Any]] | None = None,
    **settings: Any,
) -> FocusComponent:
    """Make a component of type `code`.

    Runs JavaScript in the participant's browser. The settings table describes a mere
    display of code instead; the running component executes it.

    Parameters
    ----------
    script : str
        The JavaScript to run.
    display_code : bool, optional
        Whether the code is shown. The platform takes False when it is not sent.
    display_result : bool, optional
        Whether the result is shown. The platform takes False when it is not sent.
    auto_run : bool, optional
        Whether the code runs by itself. The platform takes True when it is not sent.
    show_continue_button : bool, optional
        Whether a continue button is shown. The platform takes False when it is not sent.
    continue_button_text : str, optional
        Label of the continue button. The platform takes "Continue" when it is not sent.
    output_variable : str, optional
        Variable that receives the answer. (Inferred.)
    background_color : str, optional
        Colour of the background. (Inferred.)
    text_color : str, optional
        Colour of the text. (Inferred.)
    text_style : mapping, optional
        Font size and text colour by text role. Since platform v0.6.63 older settings such
        as `fontSize` and `textColor` move here; the names of the roles and of their members
        are not published.
    id : str, optional
        Id of the component. A new one is made unless given.
    role_configs : mapping of str to mapping, optional
        Settings that differ for a role, by role: only the differences to `config`. One page
        uses role names as keys, others the role's index from 0 written as text.
    **settings
        Further settings. Their names are sent in camel case, their values as they are.
        Where one is another spelling of a parameter above, that parameter counts, with a
        warning.

    Returns
    -------
    FocusComponent
        For the `focus_component` of a `State`. Under the name of its type among the
        `global_components` of an `Experiment`, where that type is allowed, it stays
        available beside all states.

    Raises
    ------
    InputError
        If a value cannot be said in JSON, or two spellings of a setting contradict each other.
        Whether a setting may have its value, `validate_experiment(..., local=True)` tells.
    """
    return component(
        ComponentType.CODE,
        {
            "script": script,
            "display_code": display_code,
            "display_result": display_result,
            "auto_run": auto_run,
            "show_continue_button": show_continue_button,
            "continue_button_text": continue_button_text,
            "output_variable": output_variable,
            "background_color": background_color,
            "text_color": text_color,
            "text_style": text_style,
        },
        settings,
        id,
        role_configs,
    )


def continuous_rating(
    prompt: str | None = None,
    *,
    min_label: str | None = None,
    max_label: str | None = None,
    initial_value: float | None = None,
    min_value: float | None = None,
    max_value: float | None = None,
    sample_rate: float | None = None,
    show_value: bool | None = None,
    show_history: bool | None = None,
    show_center_guideline: bool | None = None,
    center_label: str | None = None,
    line_color: str | None = None,
    output_variable: str | None = None,
    background_color: str | None = None,
    text_color: str | None = None,
    text_style: Mapping[str, Any] | None = None,
    id: str | None = None,
    role_configs: Mapping[str, Mapping[str, Any]] | None = None,
    **settings: Any,
) -> FocusComponent:
    """Make a component of type `continuousrating`.

    A slider that is moved all the time, beside a video for instance. The positions, the
    length of the history, the reset between states and the idle lock (5 s) exist in the
    app; their names are not published.

    Parameters
    ----------
    prompt : str, optional
        The question.
    min_label : str, optional
        Label of the low end.
    max_label : str, optional
        Label of the high end.
    initial_value : float, optional
        Value at the start. The platform takes 50 when it is not sent.
    min_value : float, optional
        Low end of the scale, as a data sample calls it. The platform takes 0 when it is not
        sent. (Inferred.)
    max_value : float, optional
        High end of the scale, as a data sample calls it. The platform takes 100 when it is
        not sent. (Inferred.)
    sample_rate : float, optional
        Time between two samples, as a data sample calls it. In ms. The platform takes 250
        when it is not sent. (Inferred.)
    show_value : bool, optional
        Whether the value is shown. The platform takes True when it is not sent.
    show_history : bool, optional
        Whether the course so far is drawn. The platform takes True when it is not sent.
    show_center_guideline : bool, optional
        Whether a line marks the middle. The platform takes False when it is not sent.
    center_label : str, optional
        Label of the middle.
    line_color : str, optional
        Colour of the course.
    output_variable : str, optional
        Variable that receives the answer. (Inferred.)
    background_color : str, optional
        Colour of the background. (Inferred.)
    text_color : str, optional
        Colour of the text. (Inferred.)
    text_style : mapping, optional
        Font size and text colour by text role. Since platform v0.6.63 older settings such
        as `fontSize` and `textColor` move here; the names of the roles and of their members
        are not published.
    id : str, optional
        Id of the component. A new one is made unless given.
    role_configs : mapping of str to mapping, optional
        Settings that differ for a role, by role: only the differences to `config`. One page
        uses role names as keys, others the role's index from 0 written as text.
    **settings
        Further settings. Their names are sent in camel case, their values as they are.
        Where one is another spelling of a parameter above, that parameter counts, with a
        warning.

    Returns
    -------
    FocusComponent
        For the `focus_component` of a `State`. Under the name of its type among the
        `global_components` of an `Experiment`, where that type is allowed, it stays
        available beside all states.

    Raises
    ------
    InputError
        If a value cannot be said in JSON, or two spellings of a setting contradict each other.
        Whether a setting may have its value, `validate_experiment(..., local=True)` tells.
    """
    return component(
        ComponentType.CONTINUOUS_RATING,
        {
            "prompt": prompt,
            "min_label": min_label,
            "max_label": max_label,
            "initial_value": initial_value,
            "min_value": min_value,
            "max_value": max_value,
            "sample_rate": sample_rate,
            "show_value": show_value,
            "show_history": show_history,
            "show_center_guideline": show_center_guideline,
            "center_label": center_label,
            "line_color": line_color,
            "output_variable": output_variable,
            "background_color": background_color,
            "text_color": text_color,
            "text_style": text_style,
        },
        settings,
        id,
        role_configs,
    )


def video_chat(
    *,
    view_mode: str | None = None,
    position: str | None = None,
    show_controls: bool | None = None,
    start_collapsed: bool | None = None,
    hide_self: bool | None = None,
    is_audio_muted: bool | None = None,
    is_video_off: bool | None = None,
    allow_view_mode_change: bool | None = None,
    record_when_hidden: bool | None = None,
    id: str | None = None,
    role_configs: Mapping[str, Mapping[str, Any]] | None = None,
    **settings: Any,
) -> FocusComponent:
    """Make a component of type `videochat`.

    Participants see and hear each other.

    Parameters
    ----------
    view_mode : {"grid", "speaker", "focus", "single"}, optional
        How the people in a video chat are arranged.
    position : {"top-right", "top-left", "bottom-right", "bottom-left"}, optional
        Corner of the screen.
    show_controls : bool, optional
        Whether the buttons for microphone and camera are shown. The platform takes True
        when it is not sent.
    start_collapsed : bool, optional
        Whether the window starts folded.
    hide_self : bool, optional
        Whether one's own picture is hidden.
    is_audio_muted : bool, optional
        Whether the microphone starts muted. The platform takes True when it is not sent.
    is_video_off : bool, optional
        Whether the camera starts switched off; the settings table says it starts on. The
        platform takes True when it is not sent.
    allow_view_mode_change : bool, optional
        Whether the participant may change the arrangement. The platform takes True when it
        is not sent.
    record_when_hidden : bool, optional
        Whether recording goes on while the component is hidden (since platform v0.6.33).
    id : str, optional
        Id of the component. A new one is made unless given.
    role_configs : mapping of str to mapping, optional
        Settings that differ for a role, by role: only the differences to `config`. One page
        uses role names as keys, others the role's index from 0 written as text.
    **settings
        Further settings. Their names are sent in camel case, their values as they are.
        Where one is another spelling of a parameter above, that parameter counts, with a
        warning.

    Returns
    -------
    FocusComponent
        For the `focus_component` of a `State`. Under the name of its type among the
        `global_components` of an `Experiment`, where that type is allowed, it stays
        available beside all states.

    Raises
    ------
    InputError
        If a value cannot be said in JSON, or two spellings of a setting contradict each other.
        Whether a setting may have its value, `validate_experiment(..., local=True)` tells.
    """
    return component(
        ComponentType.VIDEO_CHAT,
        {
            "view_mode": view_mode,
            "position": position,
            "show_controls": show_controls,
            "start_collapsed": start_collapsed,
            "hide_self": hide_self,
            "is_audio_muted": is_audio_muted,
            "is_video_off": is_video_off,
            "allow_view_mode_change": allow_view_mode_change,
            "record_when_hidden": record_when_hidden,
        },
        settings,
        id,
        role_configs,
    )


def text_chat(
    *,
    allow_sending_messages: bool | None = None,
    allow_message_deletion: bool | None = None,
    position: str | None = None,
    id: str | None = None,
    role_configs: Mapping[str, Mapping[str, Any]] | None = None,
    **settings: Any,
) -> FocusComponent:
    """Make a component of type `textchat`.

    Participants write to each other.

    Parameters
    ----------
    allow_sending_messages : bool, optional
        Whether participants may write. The platform takes True when it is not sent.
    allow_message_deletion : bool, optional
        Whether they may delete their own messages. The platform takes True when it is not
        sent.
    position : {"top-right", "top-left", "bottom-right", "bottom-left"}, optional
        Corner of the screen. The platform takes "bottom-right" when it is not sent.
    id : str, optional
        Id of the component. A new one is made unless given.
    role_configs : mapping of str to mapping, optional
        Settings that differ for a role, by role: only the differences to `config`. One page
        uses role names as keys, others the role's index from 0 written as text.
    **settings
        Further settings. Their names are sent in camel case, their values as they are.
        Where one is another spelling of a parameter above, that parameter counts, with a
        warning.

    Returns
    -------
    FocusComponent
        For the `focus_component` of a `State`. Under the name of its type among the
        `global_components` of an `Experiment`, where that type is allowed, it stays
        available beside all states.

    Raises
    ------
    InputError
        If a value cannot be said in JSON, or two spellings of a setting contradict each other.
        Whether a setting may have its value, `validate_experiment(..., local=True)` tells.
    """
    return component(
        ComponentType.TEXT_CHAT,
        {
            "allow_sending_messages": allow_sending_messages,
            "allow_message_deletion": allow_message_deletion,
            "position": position,
        },
        settings,
        id,
        role_configs,
    )


def rapid_rate(
    prompt: str,
    dimensions: Sequence[Mapping[str, Any]],
    *,
    show_reference_lines: bool | None = None,
    require_click_to_activate: bool | None = None,
    sensitivity: float | None = None,
    output_variable: str | None = None,
    background_color: str | None = None,
    text_color: str | None = None,
    text_style: Mapping[str, Any] | None = None,
    id: str | None = None,
    role_configs: Mapping[str, Mapping[str, Any]] | None = None,
    **settings: Any,
) -> FocusComponent:
    """Make a component of type `rapidrate`.

    Several dimensions rated quickly by moving the pointer.

    Parameters
    ----------
    prompt : str
        The question.
    dimensions : sequence of mapping
        What is rated.
    show_reference_lines : bool, optional
        Whether lines help to compare. The platform takes False when it is not sent.
    require_click_to_activate : bool, optional
        Whether a dimension must be clicked first. The platform takes True when it is not
        sent.
    sensitivity : float, optional
        How much a movement changes the value. In factor. From 0.1 to 2.0. The platform
        takes 1.0 when it is not sent.
    output_variable : str, optional
        Variable that receives the answer.
    background_color : str, optional
        Colour of the background. (Inferred.)
    text_color : str, optional
        Colour of the text. (Inferred.)
    text_style : mapping, optional
        Font size and text colour by text role. Since platform v0.6.63 older settings such
        as `fontSize` and `textColor` move here; the names of the roles and of their members
        are not published.
    id : str, optional
        Id of the component. A new one is made unless given.
    role_configs : mapping of str to mapping, optional
        Settings that differ for a role, by role: only the differences to `config`. One page
        uses role names as keys, others the role's index from 0 written as text.
    **settings
        Further settings. Their names are sent in camel case, their values as they are.
        Where one is another spelling of a parameter above, that parameter counts, with a
        warning.

    Returns
    -------
    FocusComponent
        For the `focus_component` of a `State`. Under the name of its type among the
        `global_components` of an `Experiment`, where that type is allowed, it stays
        available beside all states.

    Raises
    ------
    InputError
        If a value cannot be said in JSON, or two spellings of a setting contradict each other.
        Whether a setting may have its value, `validate_experiment(..., local=True)` tells.
    """
    return component(
        ComponentType.RAPID_RATE,
        {
            "prompt": prompt,
            "dimensions": dimensions,
            "show_reference_lines": show_reference_lines,
            "require_click_to_activate": require_click_to_activate,
            "sensitivity": sensitivity,
            "output_variable": output_variable,
            "background_color": background_color,
            "text_color": text_color,
            "text_style": text_style,
        },
        settings,
        id,
        role_configs,
    )


def audio_recording(
    prompt: str | None = None,
    *,
    display_text: str | None = None,
    max_recording_time: float | None = None,
    audio_format: str | None = None,
    show_waveform: bool | None = None,
    allow_review: bool | None = None,
    autostart_recording: bool | None = None,
    show_countdown: bool | None = None,
    enable_device_setup: bool | None = None,
    auto_submit: bool | None = None,
    retry_attempts: int | None = None,
    output_variable: str | None = None,
    background_color: str | None = None,
    text_color: str | None = None,
    text_style: Mapping[str, Any] | None = None,
    id: str | None = None,
    role_configs: Mapping[str, Mapping[str, Any]] | None = None,
    **settings: Any,
) -> FocusComponent:
    """Make a component of type `audiorecording`.

    Records a spoken answer.

    Parameters
    ----------
    prompt : str, optional
        The question.
    display_text : str, optional
        Text shown while recording, in examples of the page.
    max_recording_time : float, optional
        Longest answer; 0 is no limit of its own. In s. From 0 to 300. The platform takes 0
        when it is not sent.
    audio_format : {"webm", "mp3", "mp4", "wav"}, optional
        Format of an audio answer. The running component knows `webm` and `mp3`; `mp4` and
        `wav` are words of the settings table.
    show_waveform : bool, optional
        Whether the sound is drawn. The platform takes True when it is not sent.
    allow_review : bool, optional
        Whether the participant may listen before sending. The platform takes False when it
        is not sent.
    autostart_recording : bool, optional
        Whether recording starts by itself. The platform takes False when it is not sent.
    show_countdown : bool, optional
        Whether the remaining time is shown. The platform takes False when it is not sent.
    enable_device_setup : bool, optional
        Whether the microphone is chosen first, in examples of the page.
    auto_submit : bool, optional
        Whether the answer is sent by itself, in examples of the page.
    retry_attempts : int, optional
        How often the answer may be recorded again, in examples of the page. At least 0.
    output_variable : str, optional
        Variable that receives the answer.
    background_color : str, optional
        Colour of the background. (Inferred.)
    text_color : str, optional
        Colour of the text. (Inferred.)
    text_style : mapping, optional
        Font size and text colour by text role. Since platform v0.6.63 older settings such
        as `fontSize` and `textColor` move here; the names of the roles and of their members
        are not published.
    id : str, optional
        Id of the component. A new one is made unless given.
    role_configs : mapping of str to mapping, optional
        Settings that differ for a role, by role: only the differences to `config`. One page
        uses role names as keys, others the role's index from 0 written as text.
    **settings
        Further settings. Their names are sent in camel case, their values as they are.
        Where one is another spelling of a parameter above, that parameter counts, with a
        warning.

    Returns
    -------
    FocusComponent
        For the `focus_component` of a `State`. Under the name of its type among the
        `global_components` of an `Experiment`, where that type is allowed, it stays
        available beside all states.

    Raises
    ------
    InputError
        If a value cannot be said in JSON, or two spellings of a setting contradict each other.
        Whether a setting may have its value, `validate_experiment(..., local=True)` tells.
    """
    return component(
        ComponentType.AUDIO_RECORDING,
        {
            "prompt": prompt,
            "display_text": display_text,
            "max_recording_time": max_recording_time,
            "audio_format": audio_format,
            "show_waveform": show_waveform,
            "allow_review": allow_review,
            "autostart_recording": autostart_recording,
            "show_countdown": show_countdown,
            "enable_device_setup": enable_device_setup,
            "auto_submit": auto_submit,
            "retry_attempts": retry_attempts,
            "output_variable": output_variable,
            "background_color": background_color,
            "text_color": text_color,
            "text_style": text_style,
        },
        settings,
        id,
        role_configs,
    )


def sparse_rating(
    state_configurations: Mapping[str, Mapping[str, Any]],
    *,
    enabled_states: Sequence[str] | None = None,
    wait_for_all_participants: bool | None = None,
    id: str | None = None,
    role_configs: Mapping[str, Mapping[str, Any]] | None = None,
    **settings: Any,
) -> FocusComponent:
    """Make a component of type `sparserating`.

    Pauses a video now and then and asks for a rating.

    Parameters
    ----------
    state_configurations : mapping of str to mapping
        Settings of each state, by state id.
    enabled_states : sequence of str, optional
        Ids of the video states with ratings.
    wait_for_all_participants : bool, optional
        Whether the video goes on for all together, or for each on their own. The platform
        takes True when it is not sent.
    id : str, optional
        Id of the component. A new one is made unless given.
    role_configs : mapping of str to mapping, optional
        Settings that differ for a role, by role: only the differences to `config`. One page
        uses role names as keys, others the role's index from 0 written as text.
    **settings
        Further settings. Their names are sent in camel case, their values as they are.
        Where one is another spelling of a parameter above, that parameter counts, with a
        warning.

    Returns
    -------
    FocusComponent
        For the `focus_component` of a `State`. Under the name of its type among the
        `global_components` of an `Experiment`, where that type is allowed, it stays
        available beside all states.

    Raises
    ------
    InputError
        If a value cannot be said in JSON, or two spellings of a setting contradict each other.
        Whether a setting may have its value, `validate_experiment(..., local=True)` tells.
    """
    return component(
        ComponentType.SPARSE_RATING,
        {
            "state_configurations": state_configurations,
            "enabled_states": enabled_states,
            "wait_for_all_participants": wait_for_all_participants,
        },
        settings,
        id,
        role_configs,
    )


def trigger(
    mode: str | None = None,
    *,
    trigger_type: str | None = None,
    trigger_key: str | None = None,
    expected_key: str | None = None,
    instructions: str | None = None,
    show_instructions: bool | None = None,
    send_ttl_on_receive: bool | None = None,
    background_color: str | None = None,
    text_color: str | None = None,
    text_style: Mapping[str, Any] | None = None,
    id: str | None = None,
    role_configs: Mapping[str, Mapping[str, Any]] | None = None,
    **settings: Any,
) -> FocusComponent:
    """Make a component of type `trigger`.

    Sends or awaits a trigger of a lab device. A synchronized broadcast, its roles and the
    settings of a USB device exist in the app; their names are not published.

    Parameters
    ----------
    mode : {"send", "receive", "receiveAndSend"}, optional
        Whether a trigger is sent, awaited, or awaited and then sent on.
    trigger_type : {"keyboard", "ttl"}, optional
        Way a trigger travels.
    trigger_key : str, optional
        Key that is sent. The platform takes "t" when it is not sent.
    expected_key : str, optional
        Key that is awaited. The platform takes "5" when it is not sent.
    instructions : str, optional
        Text while waiting.
    show_instructions : bool, optional
        Whether that text is shown. The platform takes True when it is not sent.
    send_ttl_on_receive : bool, optional
        Whether a TTL pulse is sent when a trigger arrives. The platform takes False when it
        is not sent.
    background_color : str, optional
        Colour of the background. (Inferred.)
    text_color : str, optional
        Colour of the text. (Inferred.)
    text_style : mapping, optional
        Font size and text colour by text role. Since platform v0.6.63 older settings such
        as `fontSize` and `textColor` move here; the names of the roles and of their members
        are not published.
    id : str, optional
        Id of the component. A new one is made unless given.
    role_configs : mapping of str to mapping, optional
        Settings that differ for a role, by role: only the differences to `config`. One page
        uses role names as keys, others the role's index from 0 written as text.
    **settings
        Further settings. Their names are sent in camel case, their values as they are.
        Where one is another spelling of a parameter above, that parameter counts, with a
        warning.

    Returns
    -------
    FocusComponent
        For the `focus_component` of a `State`. Under the name of its type among the
        `global_components` of an `Experiment`, where that type is allowed, it stays
        available beside all states.

    Raises
    ------
    InputError
        If a value cannot be said in JSON, or two spellings of a setting contradict each other.
        Whether a setting may have its value, `validate_experiment(..., local=True)` tells.
    """
    return component(
        ComponentType.TRIGGER,
        {
            "mode": mode,
            "trigger_type": trigger_type,
            "trigger_key": trigger_key,
            "expected_key": expected_key,
            "instructions": instructions,
            "show_instructions": show_instructions,
            "send_ttl_on_receive": send_ttl_on_receive,
            "background_color": background_color,
            "text_color": text_color,
            "text_style": text_style,
        },
        settings,
        id,
        role_configs,
    )


def ranking(
    prompt: str,
    options: Sequence[Any],
    *,
    low_label: str | None = None,
    high_label: str | None = None,
    show_labels: bool | None = None,
    layout: str | None = None,
    required: bool | None = None,
    card_color: str | None = None,
    background_color: str | None = None,
    text_color: str | None = None,
    output_variable: str | None = None,
    text_style: Mapping[str, Any] | None = None,
    id: str | None = None,
    role_configs: Mapping[str, Mapping[str, Any]] | None = None,
    **settings: Any,
) -> FocusComponent:
    """Make a component of type `ranking`.

    Things to put in order.

    Parameters
    ----------
    prompt : str
        The question. Sent as `prompt` and as `question`: sources disagree on the name.
    options : sequence of object
        What is put in order, as objects or, as the SDK writes them, as texts.
    low_label : str, optional
        Label of the low end.
    high_label : str, optional
        Label of the high end.
    show_labels : bool, optional
        Whether the two labels are shown. The platform takes True when it is not sent.
    layout : {"vertical", "horizontal", "grid"}, optional
        How choices are laid out; `grid` appears only in the settings table of multiple
        choice.
    required : bool, optional
        Whether an answer is needed to go on. The platform takes True when it is not sent.
    card_color : str, optional
        Colour of a card.
    background_color : str, optional
        Colour of the background. (Inferred.)
    text_color : str, optional
        Colour of the text. (Inferred.)
    output_variable : str, optional
        Variable that receives the answer.
    text_style : mapping, optional
        Font size and text colour by text role. Since platform v0.6.63 older settings such
        as `fontSize` and `textColor` move here; the names of the roles and of their members
        are not published.
    id : str, optional
        Id of the component. A new one is made unless given.
    role_configs : mapping of str to mapping, optional
        Settings that differ for a role, by role: only the differences to `config`. One page
        uses role names as keys, others the role's index from 0 written as text.
    **settings
        Further settings. Their names are sent in camel case, their values as they are.
        Where one is another spelling of a parameter above, that parameter counts, with a
        warning.

    Returns
    -------
    FocusComponent
        For the `focus_component` of a `State`. Under the name of its type among the
        `global_components` of an `Experiment`, where that type is allowed, it stays
        available beside all states.

    Raises
    ------
    InputError
        If a value cannot be said in JSON, or two spellings of a setting contradict each other.
        Whether a setting may have its value, `validate_experiment(..., local=True)` tells.
    """
    return component(
        ComponentType.RANKING,
        {
            "prompt": prompt,
            "options": options,
            "low_label": low_label,
            "high_label": high_label,
            "show_labels": show_labels,
            "layout": layout,
            "required": required,
            "card_color": card_color,
            "background_color": background_color,
            "text_color": text_color,
            "output_variable": output_variable,
            "text_style": text_style,
        },
        settings,
        id,
        role_configs,
    )


def scanner_pulse_recorder(
    *,
    trigger_key: str | None = None,
    record_post_trigger: bool | None = None,
    id: str | None = None,
    role_configs: Mapping[str, Mapping[str, Any]] | None = None,
    **settings: Any,
) -> FocusComponent:
    """Make a component of type `scannerpulserecorder`.

    Records the pulses of an MRI scanner.

    Parameters
    ----------
    trigger_key : str, optional
        Key that stands for a pulse. The platform takes "5" when it is not sent.
    record_post_trigger : bool, optional
        Whether pulses after the trigger are recorded. The platform takes True when it is
        not sent.
    id : str, optional
        Id of the component. A new one is made unless given.
    role_configs : mapping of str to mapping, optional
        Settings that differ for a role, by role: only the differences to `config`. One page
        uses role names as keys, others the role's index from 0 written as text.
    **settings
        Further settings. Their names are sent in camel case, their values as they are.
        Where one is another spelling of a parameter above, that parameter counts, with a
        warning.

    Returns
    -------
    FocusComponent
        For the `focus_component` of a `State`. Under the name of its type among the
        `global_components` of an `Experiment`, where that type is allowed, it stays
        available beside all states.

    Raises
    ------
    InputError
        If a value cannot be said in JSON, or two spellings of a setting contradict each other.
        Whether a setting may have its value, `validate_experiment(..., local=True)` tells.
    """
    return component(
        ComponentType.SCANNER_PULSE_RECORDER,
        {"trigger_key": trigger_key, "record_post_trigger": record_post_trigger},
        settings,
        id,
        role_configs,
    )


def likert_scale(
    prompt: str,
    *,
    scale_points: int = 7,
    min_label: str | None = None,
    max_label: str | None = None,
    labels: Sequence[str] | None = None,
    accent_color: str | None = None,
    required: bool | None = None,
    output_variable: str | None = None,
    text_style: Mapping[str, Any] | None = None,
    id: str | None = None,
    role_configs: Mapping[str, Mapping[str, Any]] | None = None,
    **settings: Any,
) -> FocusComponent:
    """Make a component of type `likertscale`.

    A choice among numbered points.

    Parameters
    ----------
    prompt : str
        The question. Sent as `prompt` and as `question`: sources disagree on the name.
    scale_points : int, optional
        Number of points. From 2 to 11. Sent as `scalePoints` and as `scale`: sources
        disagree on the name. 7 unless given.
    min_label : str, optional
        Label of the low end.
    max_label : str, optional
        Label of the high end.
    labels : sequence of str, optional
        One label for each point; the settings table calls them custom labels. (Inferred.)
    accent_color : str, optional
        Colour of the chosen point.
    required : bool, optional
        Whether an answer is needed to go on. The settings table says the default is false.
        The platform takes True when it is not sent.
    output_variable : str, optional
        Variable that receives the answer.
    text_style : mapping, optional
        Font size and text colour by text role. Since platform v0.6.63 older settings such
        as `fontSize` and `textColor` move here; the names of the roles and of their members
        are not published.
    id : str, optional
        Id of the component. A new one is made unless given.
    role_configs : mapping of str to mapping, optional
        Settings that differ for a role, by role: only the differences to `config`. One page
        uses role names as keys, others the role's index from 0 written as text.
    **settings
        Further settings. Their names are sent in camel case, their values as they are.
        Where one is another spelling of a parameter above, that parameter counts, with a
        warning.

    Returns
    -------
    FocusComponent
        For the `focus_component` of a `State`. Under the name of its type among the
        `global_components` of an `Experiment`, where that type is allowed, it stays
        available beside all states.

    Raises
    ------
    InputError
        If a value cannot be said in JSON, or two spellings of a setting contradict each other.
        Whether a setting may have its value, `validate_experiment(..., local=True)` tells.
    """
    return component(
        ComponentType.LIKERT_SCALE,
        {
            "prompt": prompt,
            "scale_points": scale_points,
            "min_label": min_label,
            "max_label": max_label,
            "labels": labels,
            "accent_color": accent_color,
            "required": required,
            "output_variable": output_variable,
            "text_style": text_style,
        },
        settings,
        id,
        role_configs,
    )


def gaze_overlay(
    *,
    dot_size: float | None = None,
    dot_color: str | None = None,
    dot_opacity: float | None = None,
    show_trail: bool | None = None,
    trail_length: int | None = None,
    show_pupil_size: bool | None = None,
    show_on_all_screens: bool | None = None,
    id: str | None = None,
    role_configs: Mapping[str, Mapping[str, Any]] | None = None,
    **settings: Any,
) -> FocusComponent:
    """Make a component of type `gazeoverlay`.

    Draws where the participant looks. It writes no data; gaze comes from the tracker.

    Parameters
    ----------
    dot_size : float, optional
        Diameter of the dot. In px. The platform takes 20 when it is not sent.
    dot_color : str, optional
        Colour of the dot.
    dot_opacity : float, optional
        Opacity of the dot. In 0-1. From 0 to 1. The platform takes 0.6 when it is not sent.
    show_trail : bool, optional
        Whether the last positions are drawn. The platform takes False when it is not sent.
    trail_length : int, optional
        How many last positions are drawn. From 5 to 50. The platform takes 20 when it is
        not sent.
    show_pupil_size : bool, optional
        Whether the dot grows with the pupil. The platform takes False when it is not sent.
    show_on_all_screens : bool, optional
        Whether every screen shows the dot. The platform takes False when it is not sent.
    id : str, optional
        Id of the component. A new one is made unless given.
    role_configs : mapping of str to mapping, optional
        Settings that differ for a role, by role: only the differences to `config`. One page
        uses role names as keys, others the role's index from 0 written as text.
    **settings
        Further settings. Their names are sent in camel case, their values as they are.
        Where one is another spelling of a parameter above, that parameter counts, with a
        warning.

    Returns
    -------
    FocusComponent
        For the `focus_component` of a `State`. Under the name of its type among the
        `global_components` of an `Experiment`, where that type is allowed, it stays
        available beside all states.

    Raises
    ------
    InputError
        If a value cannot be said in JSON, or two spellings of a setting contradict each other.
        Whether a setting may have its value, `validate_experiment(..., local=True)` tells.
    """
    return component(
        ComponentType.GAZE_OVERLAY,
        {
            "dot_size": dot_size,
            "dot_color": dot_color,
            "dot_opacity": dot_opacity,
            "show_trail": show_trail,
            "trail_length": trail_length,
            "show_pupil_size": show_pupil_size,
            "show_on_all_screens": show_on_all_screens,
        },
        settings,
        id,
        role_configs,
    )
