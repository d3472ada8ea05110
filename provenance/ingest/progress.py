"""How far a reading is, told to whoever listens: ``read(data, name, progress)``.

The steps of reading need not pass a listener on to each other: ``tell`` finds the one of this thread.
Nobody needs to listen.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Progress = Callable[[str, int | None, int | None], None]
"""(stage in words, how many are done, of how many); None where nothing is counted."""
Item = TypeVar("Item")
_listener: ContextVar[Progress | None] = ContextVar("listener", default=None)


@contextmanager
def listening(progress: Progress | None) -> Iterator[None]:
    """Who hears what is told meanwhile."""
    token = _listener.set(progress)
    try:
        yield
    finally:
        _listener.reset(token)


def tell(stage: str, done: int | None = None, total: int | None = None) -> None:
    """Say what is being done, and how much of it is."""
    listener = _listener.get()
    if listener is not None:
        listener(stage, done, total)


def counted(stage: str, items: Sequence[Item]) -> Iterator[Item]:
    """The items, telling of each that was taken."""
    for number, item in enumerate(items, 1):
        yield item
        tell(stage, number, len(items))
