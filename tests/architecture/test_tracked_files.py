"""What is published names no machine that it was made on, and brings no foreign code."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import ROOT

FOLDERS = ("provenance", "templates", "tests", "migrations", "docs", ".ci")
TEXTS = {".py", ".html", ".css", ".js", ".md", ".json", ".txt", ".toml", ".svg", ".mako", ""}
MACHINE = re.compile(r"(?<![\w.])/(?:wor[k]|roo[t])/|\.\./share[d]\b|pythonhoste[d]|--index-ur[l]")


def published() -> Iterator[Path]:
    """Every text of the repository."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and path.suffix in TEXTS:
                yield path
    for path in sorted(ROOT.iterdir()):
        if path.is_file() and path.suffix in TEXTS:
            yield path


def test_no_file_names_the_machine_it_was_made_on() -> None:
    named = {
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in published()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if MACHINE.search(line)
    }

    assert named == set()


def test_no_minified_or_foreign_script_is_published() -> None:
    scripts = [path for path in published() if path.suffix in (".js", ".css")]

    assert scripts
    for path in scripts:
        assert ".min." not in path.name
        assert max(map(len, path.read_text().splitlines())) < 200, f"{path} looks minified"


def test_pages_load_nothing_from_elsewhere() -> None:
    pages = [path for path in published() if path.suffix in (".html", ".css", ".js")]
    pages = [path for path in pages if path.is_relative_to(ROOT / "templates")
             or path.is_relative_to(ROOT / "provenance")]  # fmt: skip
    loading = re.compile(r"""(?:src|href)=["']https?:|url\(["']?https?:|@import|\bstyle=["']""")

    assert [str(path) for path in pages if loading.search(path.read_text())] == []
