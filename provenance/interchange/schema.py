"""The JSON Schema of the dossier file, made from the declarations that ``load`` checks with.

``python -m provenance.interchange.schema > docs/dossier.schema.json`` writes it anew.
"""

import json
import sys
from typing import Any

from provenance.db.exchange.fields import object_schema
from provenance.db.exchange.spec import RecordSpec
from provenance.dossiers.identifiers import LONGEST
from provenance.dossiers.service import SLUG
from provenance.interchange.lists import FORMAT, HEAD, LISTS

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def dossier_schema() -> dict[str, Any]:
    """The schema. It says less than ``load`` checks: that ids exist and fit, and EDTF itself."""
    lists = {spec.name: _list_schema(spec) for spec in LISTS}
    head = {
        "format": {"const": FORMAT},
        "slug": {"type": "string", "pattern": f"^{SLUG.pattern}$"},
        "title": {"type": "string", "minLength": 1},
    }
    return {
        "$schema": DRAFT,
        "title": "Provenance dossier file",
        "description": "Fields may be absent; load takes null for absent too, this schema does not.",
        "type": "object",
        "properties": {**head, **lists},
        "required": list(HEAD),
        "additionalProperties": False,
        "$defs": {"id": _id_schema(), "date": _date_schema()},
    }


def _list_schema(spec: RecordSpec) -> dict[str, Any]:
    record = object_schema(spec.all_fields)
    record["properties"] = {"id": {"$ref": "#/$defs/id"}, **record["properties"]}
    record["required"] = ["id", *record.get("required", ())]
    return {"type": "array", "items": record}


def _id_schema() -> dict[str, Any]:
    return {"type": "string", "minLength": 1, "maxLength": LONGEST}


def _date_schema() -> dict[str, Any]:
    words = {"type": "string", "minLength": 1}
    edtf = {**words, "description": "EDTF (ISO 8601-2): 2017-10, 2017-08/2017-09, 2017~"}
    pair = {
        "type": "object",
        "properties": {"edtf": edtf, "verbatim": words},
        "additionalProperties": False,
        "minProperties": 1,
    }
    return {"anyOf": [edtf, pair]}


def schema_text() -> str:
    """The schema as the file in docs has it."""
    return json.dumps(dossier_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
