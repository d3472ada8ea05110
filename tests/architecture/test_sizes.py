"""Small files, small functions: what is larger says why."""

import ast

from tests.architecture.source import modules

LONGEST_FILE = 350
LONGEST_FUNCTION = 50
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}


def test_files_are_short() -> None:
    long = {m.file: len(m.path.read_text().splitlines()) for m in modules()}
    long = {file: lines for file, lines in long.items() if lines > LONGEST_FILE}

    assert long.keys() == LONG_FILES.keys(), long


def test_functions_are_short() -> None:
    long = {
        f"{module.file}:{node.name}": node.end_lineno - node.lineno + 1
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef) and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    }  # fmt: skip

    assert long.keys() == LONG_FUNCTIONS.keys(), long
