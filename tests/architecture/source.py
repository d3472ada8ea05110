"""The product's source as the architecture tests see it: modules, what they import, their trees."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "provenance"


@dataclass(frozen=True)
class Module:
    """A module of the product: dotted name, file, and syntax tree."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def area(self) -> str:
        """The part below ``provenance``: ``claims``, ``web``, ``text``."""
        return area_of(self.name)

    @property
    def file(self) -> str:
        """The file as people name it: ``claims/service.py``."""
        return self.path.relative_to(PACKAGE).as_posix()


def area_of(name: str) -> str:
    """The part of a dotted name below ``provenance``."""
    return (*name.split("."), "")[1]


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the product."""
    return tuple(_parse(path) for path in sorted(PACKAGE.rglob("*.py")))


def _parse(path: Path) -> Module:
    parts = path.relative_to(ROOT).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Module(name, path, ast.parse(path.read_text(encoding="utf-8"), str(path)))


@cache
def _names() -> frozenset[str]:
    return frozenset(module.name for module in modules())


def imports(module: Module) -> Iterator[str]:
    """The dotted names of the modules that a module imports, also those inside functions."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module.file} imports relatively"
            yield from (_module_named(node.module or "", alias.name) for alias in node.names)


def _module_named(source: str, name: str) -> str:
    """``from a import b`` imports the module ``a.b`` where there is one, else ``a``."""
    return f"{source}.{name}" if f"{source}.{name}" in _names() else source


def own_imports(module: Module) -> list[str]:
    """Imports of the product's own modules."""
    return [name for name in imports(module) if name.split(".")[0] == "provenance"]


def foreign_imports(module: Module) -> set[str]:
    """Top-level packages from outside that a module imports, the standard library's too."""
    return {name.split(".")[0] for name in imports(module)} - {"provenance"}
