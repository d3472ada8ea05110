"""How far a typed note reaches: to the next note, the end of its page, or the end of the list."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from provenance.ingest.anchoring import Anchored
from provenance.ingest.boilerplate import is_boilerplate
from provenance.ingest.footnotes import Head
from provenance.ingest.lines import Furniture, Line, is_rule

NOTES_HEADING = re.compile(
    r"(?:#{1,6}\s)?[-–—=*_:\s]{0,60}(?:end[\s-]?notes?|foot[\s-]?notes?|notes?|note"
    r"|notes?(?: and| &) (?:references|sources)|references?(?: and| &) notes|references|sources"
    r"|citations|notes de (?:bas de page|fin)"
    r"|références|notes et références|anmerkungen|fu(?:ß|ss)noten|endnoten|einzelnachweise|quellen"
    r"|belege|notas(?: al pie| de rodapé| finales)?|referencias|referências|fuentes|note a piè di pagina"
    r"|riferimenti|voetnote|eindnote|voetnoten|eindnoten|noten|verwysings|noter|fotnoter|slutnoter"
    r"|viitteet|przypisy|poznámky|dipnotlar|notlar|kaynakça|الهوامش|هوامش|الحواشي|حواشي|الإحالات"
    r"|المراجع|المصادر|المصادر والمراجع|پی‌?نوشت(?:‌?ها)?|پانوشت(?:‌?ها)?|یادداشت‌?ها|منابع"
    r"|примечания|сноски|источники|примітки|संदर्भ|टिप्पणियाँ|注释|注釈|註釋|脚注|注)"
    r"(?: \(\d{1,4}\))?[-–—=*_:.\s]{0,60}",
    re.IGNORECASE,
)
_LIST_GAP = 6000
_FINISHED = re.compile(r"[.!?…][\"'”’»)\]]{0,3}$|^$")
_MOST_LINES = 60


def note_end(
    text: str,
    lines: Sequence[Line],
    furniture: Furniture,
    head: Head,
    following: Head | None,
    reading: Anchored,
) -> int:
    """Where a note stops: its bracket, the next note, the page, or the list's end."""
    if head.style == "word":
        return _closing_bracket(text, head)
    if following and following.line == head.line:
        return head.text_start + len(text[head.text_start : following.start].rstrip())
    listed = _is_listed(head, following, reading)
    place = bisect_right(furniture.breaks, head.start)
    page_end = furniture.breaks[place] if place < len(furniture.breaks) else len(text)
    by_page = reading.by_page and not _called_below(head, following, reading, page_end)
    end = max(head.text_start, lines[head.line].end)
    for line in lines[head.line + 1 : following.line if following else len(lines)]:
        if line.blank:
            if not (listed or by_page) and text[head.text_start : end].strip():
                break
        elif (line.start >= page_end and not listed) or _ends_notes(line, furniture, reading):
            break
        elif line.number not in furniture.lines:
            end = line.end
    return max(end, _end_before(text, lines, following))


def _called_below(head: Head, following: Head | None, reading: Anchored, page_end: int) -> bool:
    """The page's text goes on below the note, in another column or past a page's unseen end."""
    call = reading.calls.get(following.start) if following else None
    return call is not None and head.start < call.start < page_end


def _ends_notes(line: Line, furniture: Furniture, reading: Anchored) -> bool:
    """The page's foot, a drawn line, the wrapping of a web page, a heading "Notes"."""
    if line.number in furniture.lines:
        return reading.by_page
    return is_rule(line) or is_boilerplate(line.text) or bool(NOTES_HEADING.fullmatch(line.text))


def _end_before(text: str, lines: Sequence[Line], following: Head | None) -> int:
    """Where the words stop that stand in one line before the next note."""
    if following is None or following.start == lines[following.line].start:
        return 0
    start = lines[following.line].start
    return start + len(text[start : following.start].rstrip())


def _is_listed(head: Head, following: Head | None, reading: Anchored) -> bool:
    """In a list of notes the next note follows at once, so a blank line is inside the note."""
    if following is None or following.style != head.style:
        return False
    if following.label.rank <= head.label.rank or following.start - head.start > _LIST_GAP:
        return False
    own, other = reading.calls.get(head.start), reading.calls.get(following.start)
    return not other or other.start < head.start or (own is not None and own.start > other.start)


def _closing_bracket(text: str, head: Head) -> int:
    depth = 1
    for match in re.finditer(r"[\[\]]", text[head.text_start :]):
        depth += 1 if match[0] == "[" else -1
        if depth == 0:
            return head.text_start + match.start()
    return len(text)


def continuation(
    words: str,
    lines: Sequence[Line],
    furniture: Furniture,
    head: Head,
    following: Head | None,
    reading: Anchored,
) -> tuple[tuple[int, int], ...]:
    """Where an unfinished note at the foot of a page goes on at the foot of the next.

    It is the paragraph right above the first note there, where a drawn line stands above it or it
    begins in lower case; a paragraph that calls notes is the page's text.
    """
    if not reading.by_page or following is None or _FINISHED.search(words.rstrip()):
        return ()
    page = bisect_right(furniture.breaks, head.start)
    if bisect_right(furniture.breaks, following.start) != page + 1:
        return ()
    piece = _paragraph_above(lines, furniture, following.line)
    if not piece or piece[0].start < furniture.breaks[page]:
        return ()
    if reading.calls_within(piece[0].start, piece[-1].end):
        return ()
    above = lines[max(0, piece[0].number - 2) : piece[0].number]
    drawn = any(is_rule(line) for line in above)
    return ((piece[0].start, piece[-1].end),) if drawn or piece[0].text[:1].islower() else ()


def _paragraph_above(lines: Sequence[Line], furniture: Furniture, number: int) -> list[Line]:
    """The unbroken lines above a line, without one blank line between."""
    at = number - 1
    if at >= 0 and lines[at].blank:
        at -= 1
    piece: list[Line] = []
    while at >= 0 and len(piece) < _MOST_LINES:
        line = lines[at]
        if line.blank or is_rule(line) or line.number in furniture.lines:
            break
        piece.insert(0, line)
        at -= 1
    return piece
