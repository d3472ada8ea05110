"""What the commands need of the web application; whoever starts them says where it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from provenance.config import Settings
from provenance.db.session import Database


@dataclass(frozen=True, slots=True)
class Web:
    """The factory of the application, and the matrix of who may open what in it."""

    create_app: Callable[[Database, Settings], Any]
    matrix: Callable[[Any], list[dict[str, Any]]]
