"""Pinned requirements: complete, exact, and what is installed here."""

import re
import sys
from collections.abc import Iterator
from importlib import metadata

import pytest
from packaging.requirements import Requirement

from tests.architecture.source import ROOT, foreign_imports, modules

FILES = ("requirements.txt", "requirements-dev.txt")
EXTRAS = {"psycopg": {"binary"}}


def normal(name: str) -> str:
    """A distribution's name as they are compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(file: str) -> dict[str, str]:
    """Name → version of the lines of a requirements file."""
    lines = [line.strip() for line in (ROOT / file).read_text().splitlines()]
    lines = [line for line in lines if line and not line.startswith(("#", "-r "))]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines), "every line is a pin"
    return {normal(name): version for name, _, version in (ln.partition("==") for ln in lines)}


def needs(name: str) -> Iterator[str]:
    """What a distribution needs on this machine."""
    for line in metadata.requires(name) or ():
        requirement = Requirement(line)
        extras = {"", *EXTRAS.get(name, ())}
        if requirement.marker is None or any(
            requirement.marker.evaluate({"extra": extra}) for extra in extras
        ):
            yield normal(requirement.name)


def test_every_import_of_the_product_is_pinned() -> None:
    imported = set().union(*(foreign_imports(module) for module in modules()))
    imported -= set(sys.stdlib_module_names)
    providers = metadata.packages_distributions()
    unpinned = {
        name for name in imported
        if not {normal(d) for d in providers.get(name, ())} & pins("requirements.txt").keys()
    }  # fmt: skip

    assert unpinned == set()


@pytest.mark.parametrize("file", FILES)
def test_what_is_pinned_needs_nothing_unpinned(file: str) -> None:
    pinned = set().union(*(pins(name) for name in FILES[: FILES.index(file) + 1]))
    missing = {f"{name} needs {need}" for name in pins(file) for need in needs(name)
               if need not in pinned}  # fmt: skip

    assert missing == set()


@pytest.mark.parametrize("file", FILES)
def test_what_is_installed_is_what_is_pinned(file: str) -> None:
    installed = {name: metadata.version(name) for name in pins(file)}

    assert installed == pins(file)
