"""The contract as a page for people, made from the document, without scripts or network."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from hyperstudy.contract.schemas import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["docs_page"]

_METHODS = ("get", "post", "put", "patch", "delete")
_OF_A_SCHEME = ("type", "in", "name", "scheme")
_NAVIGATION = """\
<nav><a href="#access">Access</a> · <a href="#operations">Operations</a> ·
<a href="#schemas">Schemas</a></nav>"""
_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:62rem;padding:1rem}
code{background:#eef1f4;border-radius:3px;padding:0 .25em}table{border-collapse:collapse;width:100%}
td,th{border-bottom:1px solid #d5dae0;padding:.25rem .5rem .25rem 0}
td,th{text-align:left;vertical-align:top}
details{border:1px solid #d5dae0;border-radius:6px;margin:.5rem 0;padding:.4rem .8rem}
summary{cursor:pointer}.method{display:inline-block;font-weight:700;min-width:4.2rem}
small{color:#55606c}
"""


def docs_page(document: Mapping[str, Any]) -> bytes:
    """Render the document, from the addresses to the schemas; whatever it says is escaped.

    Parameters
    ----------
    document
        The OpenAPI document.
    """
    info = document["info"]
    title = f"{info['title']} {info['version']}"
    parts = [
        "<!doctype html>",
        f'<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<style>{_STYLE}</style></head><body>",
        f"<h1>{escape(title)}</h1>",
        _text(info.get("description")),
        _NAVIGATION,
        '<h2 id="access">Access</h2>',
        *_access(document),
        '<h2 id="operations">Operations</h2>',
        *_operations(document),
        '<h2 id="schemas">Schemas</h2>',
        *_schemas(document),
        "</body></html>",
    ]
    return "\n".join(parts).encode()


def _access(document: Mapping[str, Any]) -> Iterator[str]:
    """Return where requests go and what shows who sends them."""
    yield from _table(
        ("Address", "Meaning"),
        (
            (f"<code>{escape(server['url'])}</code>", escape(server.get("description", "")))
            for server in document.get("servers", ())
        ),
    )
    for name, scheme in document.get("components", {}).get("securitySchemes", {}).items():
        members = (f"{each} {scheme[each]}" for each in _OF_A_SCHEME if each in scheme)
        yield f"<p>{escape(name)}: <code>{escape(', '.join(members))}</code></p>"
        yield _text(scheme.get("description"))


def _operations(document: Mapping[str, Any]) -> Iterator[str]:
    tag = None
    for template, item in document["paths"].items():
        for method in _METHODS:
            if method not in item:
                continue
            operation = item[method]
            first_tag = next(iter(operation.get("tags", ())), "")
            if first_tag != tag:
                tag = first_tag
                yield f"<h3>{escape(tag)}</h3>"
            yield from _operation(document, template, method, operation, item.get("parameters", ()))


def _operation(
    document: Mapping[str, Any],
    template: str,
    method: str,
    operation: Mapping[str, Any],
    shared: Sequence[Mapping[str, Any]],
) -> Iterator[str]:
    identity = escape(operation["operationId"])
    yield f'<details id="{identity}"><summary><span class="method">{method.upper()}</span>'
    yield f"<code>{escape(template)}</code> {escape(operation.get('summary', ''))}</summary>"
    yield f"<p><small>{identity}{_certainty(operation)}</small></p>"
    yield _text(operation.get("description"))
    scopes = [
        scope
        for need in operation.get("security", document.get("security", ()))
        for each in need.values()
        for scope in each
    ]
    if scopes:
        yield f"<p>Scope: {' or '.join(f'<code>{escape(scope)}</code>' for scope in scopes)}</p>"
    parameters = [resolve(document, each) for each in (*shared, *operation.get("parameters", ()))]
    if parameters:
        yield from _table(
            ("Parameter", "In", "Type", "Meaning"),
            (
                (
                    f"<code>{escape(each['name'])}</code>{' *' if each.get('required') else ''}",
                    escape(each["in"]),
                    _kind(each.get("schema", {})),
                    escape(each.get("description", "")),
                )
                for each in parameters
            ),
        )
    body = resolve(document, operation.get("requestBody", {})).get("content", {})
    for media_type, content in body.items():
        yield f"<p>Body, {escape(media_type)}: {_kind(content.get('schema', {}))}</p>"
    yield from _table(
        ("Status", "Answer", "Meaning"),
        (
            (escape(str(status)), _answers(answer), escape(answer.get("description", "")))
            for status, answer in (
                (status, resolve(document, answer))
                for status, answer in operation["responses"].items()
            )
        ),
    )
    yield "</details>"


def _answers(answer: Mapping[str, Any]) -> str:
    return "<br>".join(
        f"{escape(media_type)}: {_kind(content.get('schema', {}))}"
        for media_type, content in answer.get("content", {}).items()
    )


def _schemas(document: Mapping[str, Any]) -> Iterator[str]:
    for name, schema in document.get("components", {}).get("schemas", {}).items():
        yield f'<details id="schema-{escape(name)}"><summary><code>{escape(name)}</code></summary>'
        yield f"<p><small>{_kind(schema)}{_certainty(schema)}</small></p>"
        yield _text(schema.get("description"))
        if "enum" in schema:
            words = ", ".join(f"<code>{escape(str(word))}</code>" for word in schema["enum"])
            yield f"<p>{words}</p>"
        if "properties" in schema:
            required = schema.get("required", ())
            yield from _table(
                ("Member", "Type", "Unit", "Meaning"),
                (
                    (
                        f"<code>{escape(member)}</code>{' *' if member in required else ''}",
                        _kind(content),
                        escape(content.get("x-unit", "")),
                        escape(content.get("description", "")),
                    )
                    for member, content in schema["properties"].items()
                ),
            )
        yield "</details>"


def _kind(schema: Mapping[str, Any]) -> str:
    """Describe in one line what a schema admits, with links to the schemas that it names."""
    if "$ref" in schema:
        name = escape(str(schema["$ref"]).rpartition("/")[2])
        return f'<a href="#schema-{name}">{name}</a>'
    for keyword, joint in (("oneOf", " or "), ("anyOf", " or "), ("allOf", " and ")):
        if keyword in schema:
            return joint.join(map(_kind, schema[keyword]))
    kinds = schema.get("type", "any value")
    text = escape(kinds if isinstance(kinds, str) else " or ".join(kinds))
    if schema.get("items"):
        text = f"list of {_kind(schema['items'])}"
    limits = [
        f"{words} {schema[keyword]}"
        for keyword, words in (
            ("minimum", "from"),
            ("maximum", "up to"),
            ("default", "default"),
            ("maxItems", "items up to"),
        )
        if keyword in schema
    ]
    return f"{text} <small>{escape(', '.join(limits))}</small>" if limits else text


def _table(head: Sequence[str], rows: Iterator[Sequence[str]]) -> Iterator[str]:
    yield f"<table><tr>{''.join(f'<th>{escape(cell)}</th>' for cell in head)}</tr>"
    for row in rows:
        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
    yield "</table>"


def _text(words: object) -> str:
    paragraphs = str(words or "").strip().split("\n\n")
    return "".join(f"<p>{escape(each)}</p>" for each in paragraphs if each)


def _certainty(thing: Mapping[str, Any]) -> str:
    certainty = thing.get("x-certainty")
    return f" · {escape(str(certainty))}" if certainty else ""
