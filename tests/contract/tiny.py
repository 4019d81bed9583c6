"""A small API with one of each thing that the generated code must bear."""

from __future__ import annotations

import textwrap

TINY = textwrap.dedent("""\
    openapi: 3.1.1
    info: {title: Tiny, version: "1"}
    paths:
      /notes/{kind}/{noteId}:
        get:
          tags: [notes]
          operationId: get_notes
          summary: Get notes
          security: [{Key: []}]
          parameters:
            - {name: kind, in: path, required: true, schema: {$ref: "#/components/schemas/Kind"}}
            - name: noteId
              in: path
              required: true
              description: Which note.
              schema: {type: string}
            - {name: limit, in: query, schema: {type: integer, default: 1000}}
            - {name: since, in: query, schema: {type: string, format: date-time}}
            - {name: colour, in: query, schema: {$ref: "#/components/schemas/Colour"}}
            - {name: format, in: query, schema: {type: string, enum: [json, csv], default: json}}
            - {name: X-Organization-Id, in: header, schema: {type: string}}
          responses:
            "200":
              description: Rows.
              content:
                application/json: {schema: {$ref: "#/components/schemas/NoteList"}}
                text/csv: {schema: {type: string}}
            "404":
              description: None.
              content: {application/json: {schema: {$ref: "#/components/schemas/Problem"}}}
      /notes:
        post:
          tags: [notes]
          operationId: make_note
          requestBody:
            required: true
            content: {application/json: {schema: {$ref: "#/components/schemas/Note"}}}
          responses: {"204": {description: Made.}}
      /anything:
        get:
          tags: [rest]
          operationId: get_anything
          responses: {"200": {description: Any., content: {application/json: {schema: {}}}}}
      /text:
        get:
          tags: [rest]
          operationId: get_text
          responses: {"200": {description: T., content: {text/plain: {schema: {type: string}}}}}
    components:
      securitySchemes: {Key: {type: apiKey, in: header, name: X-API-Key}}
      schemas:
        Kind: {type: string, enum: [short, long]}
        Colour: {type: string, enum: [red, light-blue], description: Colour of the paper.}
        Level: {type: integer, enum: [1, 2]}
        Problem: {type: object, properties: {status: {const: error}}}
        NoteList:
          type: object
          required: [status, data]
          properties:
            status: {const: success}
            data: {type: array, items: {$ref: "#/components/schemas/Note"}}
        Place:
          type: object
          properties: {x: {type: number}, inner: {$ref: "#/components/schemas/Place"}}
        Sign: {type: object, properties: {text: {type: string}, size: {type: integer}}}
        Signs: {type: object, additionalProperties: {$ref: "#/components/schemas/Sign"}}
        Sealed: {type: object, additionalProperties: false, properties: {a: {type: string}}}
        Note:
          type: object
          required: [id, written, onset]
          properties:
            id: {type: string, examples: [note_1]}
            written: {type: string, format: date-time, description: When.}
            onset: {type: number, description: Since the start., x-unit: ms}
            count: {type: [integer, "null"], default: 3}
            day: {type: string, format: date}
            token: {type: string, format: uuid}
            colour: {$ref: "#/components/schemas/Colour"}
            level: {$ref: "#/components/schemas/Level"}
            paper: {oneOf: [{$ref: "#/components/schemas/Colour"}, {type: "null"}]}
            edited: {oneOf: [{type: string, format: date-time}, {type: "null"}]}
            place: {oneOf: [{$ref: "#/components/schemas/Place"}, {type: "null"}]}
            places: {type: array, items: {$ref: "#/components/schemas/Place"}}
            times: {type: array, items: {type: array, items: {type: string, format: date-time}}}
            signs: {$ref: "#/components/schemas/Signs"}
            sealed: {$ref: "#/components/schemas/Sealed"}
            either:
              anyOf:
                - {$ref: "#/components/schemas/Place"}
                - {$ref: "#/components/schemas/Sign"}
                - {type: string, format: date-time}
                - {type: array, items: {$ref: "#/components/schemas/Sign"}}
            cls: {type: string}
            self: {type: boolean}
            rest: {type: string}
            model: {type: string}
            additional: {}
    """)
