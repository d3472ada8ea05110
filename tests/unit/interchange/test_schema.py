"""The JSON Schema in docs is the one that the declarations give, and it accepts what load accepts."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from provenance.config import ROOT
from provenance.interchange.schema import dossier_schema, schema_text
from tests.unit.interchange.random_dossiers import dossier_files
from tests.unit.interchange.samples import small

VALIDATOR = Draft202012Validator(dossier_schema())


def test_the_committed_schema_is_the_generated_one() -> None:
    assert (ROOT / "docs" / "dossier.schema.json").read_text(encoding="utf-8") == schema_text()


def test_it_is_a_schema_and_accepts_a_file() -> None:
    Draft202012Validator.check_schema(dossier_schema())
    VALIDATOR.validate(small())


def test_it_accepts_the_worked_example() -> None:
    data = (ROOT / "provenance" / "example" / "dossier.json").read_bytes()
    VALIDATOR.validate(json.loads(data))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=dossier_files())
def test_it_accepts_whatever_load_accepts(document: dict[str, Any]) -> None:
    VALIDATOR.validate(document)


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [("claims", "kind", "rumour"), ("claims", "mood", "bad"), ("claims", "text", ""),
     ("claims", "id", 3), ("relations", "kind", None), ("claims", "time", {"when": "then"})],
)  # fmt: skip
def test_it_refuses_what_is_wrong(name: str, field: str, value: Any) -> None:
    document = small()
    document[name][0][field] = value
    assert not VALIDATOR.is_valid(document)
