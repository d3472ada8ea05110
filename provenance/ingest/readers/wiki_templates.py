"""Templates of wiki text: those that cite become words, those that are notes become references."""

import html
import re
from collections.abc import Callable, Iterable, Mapping

_CITE = re.compile(
    r"\{\{\s*(?:cit\w*|[\w ]{0,20}(?:cite|bron|ouvrage|article|lien web|literatur|cita|книга|статья"
    r"|استشهاد|مرجع|یادکرد|internetquelle|harvard citation|webbref|bokref|kilde|kirjaviite|verkkoviite)"
    r"[\w ]{0,20})\s*\|",
    re.IGNORECASE,
)
_TITLES = "title titel titre título titulo titolo otsikko заглавие العنوان عنوان"
_ROLES = (
    "last last1 nachname apellidos apellido nom cognome achternaam фамилия الأخير",
    "first first1 vorname nombre prénom nome voornaam имя الأول",
    "author authors author1 auteur auteurs auteur1 autor autore autori outeur författare"
    " автор авторы مؤلف",
    "year jahr jaar année año ano anno год år",
    "editor editors herausgeber hrsg éditeur_scientifique editores curatore",
    _TITLES,
    "work website werf werk newspaper journal magazine périodique sammelwerk site obra publicación"
    " periódico rivista sito издание tidning zeitung zeitschrift صحيفة موقع",
    "publisher uitgewer uitgever éditeur editorial editora editore verlag förlag"
    " издательство الناشر ناشر",
    "location place ort lieu ubicación lugar local città место مكان ort",
    "volume band tomo vol том",
    "issue nummer numéro número numero номер",
    "date datum fecha data дата التاريخ تاريخ",
    "pages page seiten seite pages_totales páginas página pagina pagine passage страницы الصفحات",
    "isbn",
)
_ORDER = tuple(role.split() for role in _ROLES)
"""What is read of a citing template, in the order in which it is written out."""
_TITLE = _TITLES.split()
_ADDRESS = ["url"]
_SEEN = {
    "Retrieved": ["accessdate", "access-date", "access_date"],
    "abgerufen am": ["abruf", "zugriff"],
    "consulté le": ["consulté_le", "consulté"],
    "consultado el": ["fechaacceso", "fecha-acceso"],
    "дата обращения:": ["дата_обращения"],
}
"""How a page says when a source was looked at, by the field's name."""
_QUOTED = ["quote", "zitat", "extrait", "cita", "citazione", "citaat"]
_MAX_TEMPLATE = 20_000
_QUOTING = frozenset({"quote", "blockquote", "cquote", "quotation", "lang", "nowrap", "citaat"})
_PLACES = {
    "p": "p. ",
    "pp": "pp. ",
    "loc": "",
    "at": "",
    "s": "S. ",
    "page": "p. ",
    "pages": "pp. ",
}
_GROUPS = {"efn": "lower-alpha", "efn-ua": "upper-alpha", "efn-lr": "lower-roman",
           "efn-ur": "upper-roman", "efn-lg": "lower-greek", "notetag": "note",
           "refn": "", "#tag:ref": ""}  # fmt: skip
_SHORT = frozenset({"sfn", "sfnp", "sfnm", "harvfootnote", "sfnref", "rfn"})
_LISTS = re.compile(
    r"(?:reflist|refs|références|listaref|referencias|bronnen|примечания|مراجع|notelist)\b",
    re.IGNORECASE,
)
_DEFINES = re.compile(r"\|\s*(?:refs|références|liste|notes)\s*=", re.IGNORECASE)
_OPEN_OR_CLOSE = re.compile(r"\[\[|\{\{|\]\]|\}\}|\|")


def replace_nested(text: str, opening: str, closing: str, words_for: Callable[[str], str]) -> str:
    """Each nested stretch replaced by ``words_for`` its inside, innermost first, in one pass."""
    starts: list[int] = []
    parts: list[list[str]] = [[]]
    at = 0
    for match in re.finditer(re.escape(opening) + "|" + re.escape(closing), text):
        parts[-1].append(text[at : match.start()])
        at = match.end()
        if match[0] == opening:
            starts.append(match.start())
            parts.append([])
        elif starts:
            starts.pop()
            inner = "".join(parts.pop())
            parts[-1].append(words_for(inner))
    parts[-1].append(text[at:])
    return "".join("".join(part) for part in parts)


def split_pipes(inner: str) -> list[str]:
    """The parts of a template, divided at bars that are in no link and no other template."""
    parts, at, depth = [], 0, 0
    for match in _OPEN_OR_CLOSE.finditer(inner):
        if match[0] == "|":
            if depth == 0:
                parts.append(inner[at : match.start()])
                at = match.end()
        else:
            depth = max(0, depth + (1 if match[0] in ("[[", "{{") else -1))
    return [*parts, inner[at:]]


def without_templates(text: str) -> str:
    """Templates taken out, innermost first; those that cite become the words of the citation."""
    return replace_nested(text, "{{", "}}", _template_words)


def _template_words(inner: str) -> str:
    name, _, rest = inner.partition("|")
    if name.strip().casefold() in _QUOTING:
        return next((part for part in rest.split("|") if "=" not in part[:12]), "")
    if not _CITE.match("{{" + inner[:200] + "|"):
        return ""
    parts = [part.partition("=") for part in split_pipes(inner[:_MAX_TEMPLATE])[1:]]
    fields = {
        name.strip().casefold().replace(" ", "_"): value.strip()
        for name, sign, value in parts
        if sign
    }
    return _citation(fields)


def _citation(fields: Mapping[str, str]) -> str:
    """The words that the page prints: an address stands behind the title, and is printed without
    one only."""
    found = [_first(fields, role) for role in _ORDER]
    if not _first(fields, _TITLE):
        found.append(_first(fields, _ADDRESS))
    found += [f"{say} {seen}" for say, role in _SEEN.items() if (seen := _first(fields, role))]
    quoted = _first(fields, _QUOTED)
    found.append(f"“{quoted}”" if quoted else "")
    return ", ".join(words for words in found if words)


def _first(fields: Mapping[str, str], role: Iterable[str]) -> str:
    return next((fields[name] for name in role if fields.get(name)), "")


def note_template(inner: str) -> str:
    """Templates that are notes themselves become references; all others stay."""
    name, _, rest = inner.partition("|")
    kind = name.strip().casefold()
    if kind in _SHORT:
        return f'<ref name="{html.escape(rest[:150])}">{_short_words(rest)}</ref>'
    if kind in _GROUPS:
        return _reference(rest, _GROUPS[kind])
    if kind in ("r", "rp"):
        names = [part.strip() for part in split_pipes(rest) if "=" not in part and kind == "r"]
        return "".join(f'<ref name="{html.escape(one)}" />' for one in names if one)
    if kind.startswith("harv"):
        return _short_words(rest)
    defined = _DEFINES.search(inner) if _LISTS.match(kind) else None
    return f"<references>{inner[defined.end() :]}</references>" if defined else f"{{{{{inner}}}}}"


def _reference(rest: str, group: str) -> str:
    named = {"group": group}
    body = ""
    for part in split_pipes(rest):
        name, sign, value = part.partition("=")
        if sign and name.strip().casefold() in (
            "name",
            "group",
            "1",
            "text",
            "reference",
            "refname",
        ):
            named[name.strip().casefold()] = value.strip().strip("\"'")
        elif not body:
            body = part.strip()
    body = body or named.get("1", "") or named.get("text", "") or named.get("reference", "")
    attrs = "".join(
        f' {name}="{html.escape(named[name])}"' for name in ("name", "group") if named.get(name)
    )
    return f"<ref{attrs}>{body}</ref>" if body else f"<ref{attrs} />"


def _short_words(rest: str) -> str:
    """ "Roe|Doe|1981|p=4" as it is printed: "Roe & Doe 1981, p. 4"."""
    parts = [part.partition("=") for part in split_pipes(rest)]
    words = [name.strip() for name, sign, _ in parts if not sign and name.strip()]
    authors, year = words[:-1], words[-1:]
    names = ", ".join(authors[:-1]) + (" & " if len(authors) > 1 else "") + "".join(authors[-1:])
    where = ", ".join(
        f"{_PLACES[name.strip()]}{value.strip()}" for name, sign, value in parts
        if sign and name.strip() in _PLACES
    )  # fmt: skip
    printed = " ".join(part for part in (names, *year) if part)
    return f"{printed}, {where}" if where else printed
