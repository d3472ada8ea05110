"""What all tests share. The fixtures live in ``tests/fixtures``, the makers of records in
``tests/factories``."""

pytest_plugins = [
    "tests.fixtures.network",
    "tests.fixtures.selection",
    "tests.fixtures.databases",
    "tests.fixtures.records",
    "tests.fixtures.browser",
]
