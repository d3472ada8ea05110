"""Random dossier files for Hypothesis, drawn from the declarations of the lists."""

from typing import Any

from hypothesis import strategies as st

from provenance.db.exchange import fields as f
from provenance.db.exchange.links import Items, Ref, Refs
from provenance.db.exchange.spec import RecordSpec
from provenance.interchange.check import list_faults
from provenance.interchange.lists import FORMAT, LISTS
from provenance.interchange.prune import prune

Record = dict[str, Any]

WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12)
TEXTS = WORDS.filter(lambda text: text.strip() != "")
IDS = st.text(
    st.one_of(st.sampled_from("C-7F3K/.~%#?é漢🜁’\u0301"), st.characters(categories=("L", "N", "S"))),
    min_size=1, max_size=8,
).filter(lambda text: text.isprintable() and text == text.strip())  # fmt: skip
EDTF = st.sampled_from(
    [
        "2017",
        "2017-10",
        "2017-10-04",
        "2017-08/2017-09",
        "201X",
        "2017~",
        "2017-21",
        "-0043",
        "../2017",
    ]
).filter(f.is_valid)
DATES = st.one_of(
    EDTF,
    st.builds(lambda e: {"edtf": e}, EDTF),
    st.builds(lambda v: {"verbatim": v}, TEXTS),
    st.builds(lambda e, v: {"edtf": e, "verbatim": v}, EDTF, TEXTS),
)
NUMBERS = st.one_of(
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e299, max_value=1e299),
    TEXTS,
)
Known = dict[str, list[str]]


@st.composite
def dossier_files(draw: st.DrawFn, most: int = 3) -> Record:
    """A valid dossier file with up to ``most`` records in each list."""
    sizes = {spec.name: draw(st.integers(0, most)) for spec in LISTS}
    ids = draw(
        st.lists(IDS, unique=True, min_size=sum(sizes.values()), max_size=sum(sizes.values()))
    )
    known: Known = {name: [ids.pop() for _ in range(size)] for name, size in sizes.items()}
    lists = {spec.name: [record(draw, spec, i, known) for i in known[spec.name]] for spec in LISTS}
    return {
        "format": FORMAT,
        "slug": draw(st.from_regex(r"[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])", fullmatch=True)),
        "title": draw(TEXTS).strip(),
        **{name: records for name, records in without_faults(lists).items() if records},
    }


def without_faults(lists: dict[str, list[Record]]) -> dict[str, list[Record]]:
    """Without the records that break a rule, and without what pointed to them."""
    while True:
        lists = prune(lists)
        places = {fault.where[2:].split("]")[0] for fault in list_faults(lists, {})}
        if not places:
            return lists
        lists = {
            name: [r for number, r in enumerate(records) if f"{name}[{number}" not in places]
            for name, records in lists.items()
        }


def record(draw: st.DrawFn, spec: RecordSpec, public_id: str, known: Known) -> Record:
    return {"id": public_id, **values(draw, spec.all_fields, known)}


def values(draw: st.DrawFn, fields: tuple[f.Field, ...], known: Known) -> Record:
    made = {}
    for field in fields:
        if field.required or draw(st.booleans()):
            value = draw(strategy(field, known))
            if value is not None:
                made[field.name] = value
    return made


def strategy(field: f.Field, known: Known) -> st.SearchStrategy[Any]:
    """Values of a field; None stands for absent."""
    if isinstance(field, Ref):
        targets = [public_id for name in field.targets for public_id in known.get(name, [])]
        return st.sampled_from(targets) if targets else st.none()
    if isinstance(field, Refs):
        targets = [public_id for name in field.targets for public_id in known.get(name, [])]
        return (
            st.lists(st.sampled_from(targets), unique=True, max_size=3) if targets else st.just([])
        )
    if isinstance(field, Items):
        return st.lists(TEXTS if field.plain else objects(field.fields, known), max_size=2)
    return plain_strategy(field, known)


def plain_strategy(field: f.Field, known: Known) -> st.SearchStrategy[Any]:
    if isinstance(field, f.Choices):
        one = st.sampled_from(field.words)
        return st.one_of(one, st.lists(one, max_size=2))
    if isinstance(field, f.Choice):
        return st.sampled_from(field.words)
    if isinstance(field, f.Group):
        return objects(field.fields, known)
    if isinstance(field, f.Either):
        return st.one_of(TEXTS, objects(field.fields, known))
    if isinstance(field, f.Text):
        return WORDS if field.blank else TEXTS
    simple: dict[type[f.Field], st.SearchStrategy[Any]] = {
        f.Flag: st.booleans(), f.Offset: st.integers(0, 2**31 - 1), f.Date: DATES,
        f.Words: st.lists(TEXTS, max_size=2), f.Number: NUMBERS,
    }  # fmt: skip
    return simple[type(field)]


@st.composite
def objects(draw: st.DrawFn, fields: tuple[f.Field, ...], known: Known) -> Record:
    return values(draw, fields, known)
