"""A small paper of our own making, with all that ten principles of an expert's reading speak of.

Two rival factions of a rebel movement, North and South, an ally of North (the Hill clan), and the
author, in one paper. Informants are graded as an analyst would; stances as a reader would record.
"""

from tests.unit.scoring.graph import Graph

PAPER = "paper"


def paper() -> Graph:
    """Claims by name; each test of a principle compares a few of them."""
    graph = Graph().source("author", "B", author=True).document(PAPER, authors=["author"])
    graph.tie("North", "rival of", "South").tie("Hill", "ally of", "North")
    for name, grade, organisation in (
        ("north commander", "C", "North"),
        ("north cadre", "C", "North"),
        ("south commander", "C", "South"),
        ("hill adviser", "C", "Hill"),
    ):
        graph.source(name, grade, organisations=[organisation], person=name)
    graph.source("north commander again", "C", organisations=["North"], person="north commander")
    graph.source("own book", "B", type="own earlier work")
    for verdict in ("endorses", "doubts", "partly"):
        graph.source(f"{verdict} cadre", "C", organisations=["North"], person=verdict)
        graph.remark(verdict, source=f"{verdict} cadre", by="author")
    for name, columns in CLAIMS.items():
        graph.claim(name, **columns)
    for claim, voices in SAID.items():
        for source, stance in voices:
            graph.say(source, claim, document=PAPER, **{**TOLD, **stance})
    for a, kind, b in RELATED:
        graph.relate(a, kind, b)
    graph.remark("endorses", relation=0, by="author", favours="b")
    graph.ask("which, left", "which, right").remark("doubts", question=0, by="author")
    return graph


TOLD = {"link": "paragraph", "directness": "told", "access": None}
ADMITS = {"interest": "against interest"}
BOASTS = {"interest": "self-serving"}

CLAIMS: dict[str, dict[str, object]] = {
    "neutral, one": {"subjects": ["North"]},
    "neutral, one man twice": {"subjects": ["North"]},
    "neutral, two of North": {"subjects": ["North"]},
    "neutral, North and South": {"subjects": ["North", "South"]},
    "admitted, one": {"subjects": ["North"]},
    "admitted, one man twice": {"subjects": ["North"]},
    "admitted, North and South": {"subjects": ["North", "South"]},
    "flattering, one": {"subjects": ["North"]},
    "flattering, North and South": {"subjects": ["North", "South"]},
    "about a rival": {"subjects": ["South"]},
    "about an ally": {"subjects": ["Hill"]},
    "about itself": {"subjects": ["North"]},
    "resolved, loser": {"subjects": ["North"]},
    "resolved, winner": {"subjects": ["South"]},
    "open, left": {"subjects": ["North"]},
    "open, right": {"subjects": ["South"]},
    "standing": {"subjects": ["North"]},
    "collapsed": {"subjects": ["North"]},
    "sweeping": {"subjects": ["North"], "universal": True},
    "doubted by the author": {"subjects": ["North"]},
    "hedged by the informant": {"subjects": ["North"]},
    "said by one trusted": {"subjects": ["North"]},
    "said by one doubted": {"subjects": ["North"]},
    "said by one trusted in part": {"subjects": ["North"]},
    "which, left": {"subjects": ["North"]},
    "which, right": {"subjects": ["South"]},
    "author only": {},
    "author and his book": {},
    "summary of an admission": {},
}

SAID: dict[str, list[tuple[str, dict[str, object]]]] = {
    "neutral, one": [("north commander", {})],
    "neutral, one man twice": [("north commander", {}), ("north commander again", {})],
    "neutral, two of North": [("north commander", {}), ("north cadre", {})],
    "neutral, North and South": [("north commander", {}), ("south commander", {})],
    "admitted, one": [("north commander", ADMITS)],
    "admitted, one man twice": [("north commander", ADMITS), ("north commander again", ADMITS)],
    "admitted, North and South": [("north commander", ADMITS), ("south commander", ADMITS)],
    "flattering, one": [("north commander", BOASTS)],
    "flattering, North and South": [("north commander", BOASTS), ("south commander", BOASTS)],
    "about a rival": [("north commander", {})],
    "about an ally": [("north commander", {})],
    "about itself": [("north commander", {})],
    "resolved, loser": [("north commander", BOASTS)],
    "resolved, winner": [("south commander", {})],
    "open, left": [("north commander", {})],
    "open, right": [("south commander", {})],
    "standing": [("north commander", {})],
    "collapsed": [("hill adviser", {})],
    "sweeping": [("north commander", {})],
    "doubted by the author": [("north commander", {"hedges": ["claims"]})],
    "hedged by the informant": [("north commander", {})],
    "said by one trusted": [("endorses cadre", {})],
    "said by one doubted": [("doubts cadre", {})],
    "said by one trusted in part": [("partly cadre", {})],
    "which, left": [("north commander", {})],
    "which, right": [("south commander", {})],
    "author only": [("author", {"link": None, "cited": False})],
    "author and his book": [
        ("author", {"link": None, "cited": False}),
        ("own book", {"link": "note", "cited": True}),
    ],
    "summary of an admission": [("author", {"link": None, "cited": False})],
}

RELATED: list[tuple[str, str, str]] = [
    ("resolved, loser", "contradicts", "resolved, winner"),
    ("open, left", "contradicts", "open, right"),
    ("collapsed", "supersedes", "standing"),
    ("summary of an admission", "repeats", "admitted, North and South"),
]
