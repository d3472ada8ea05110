"""Conditions on many row keys at once, in one statement however many they are."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ARRAY, BigInteger, ColumnElement, any_, func, literal, select
from sqlalchemy.orm import Session


def among(session: Session, column: Any, rows: Iterable[int]) -> ColumnElement[bool]:
    """The condition that a column of row keys is one of ``rows``.

    They go to the database as one value: a list of thousands of parameters would have to be written
    out and read again, and neither database takes any number of them.
    """
    keys = sorted(rows)
    if session.get_bind().dialect.name == "postgresql":
        one: ColumnElement[bool] = column == any_(literal(keys, ARRAY(BigInteger)))
        return one
    each = func.json_each(json.dumps(keys)).table_valued("value")
    found: ColumnElement[bool] = column.in_(select(each.c.value))
    return found
