"""Who does something: always passed explicitly, never guessed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person, or the person at the command line (who has the server's files anyway)."""

    name: str
    kind: str = "person"
    user_id: int | None = None

    def as_json(self) -> dict[str, str]:
        """The form that audit bodies keep."""
        return {"kind": self.kind, "name": self.name}


def command_line(name: str) -> Actor:
    """Someone at the terminal."""
    return Actor(name, "command line")
