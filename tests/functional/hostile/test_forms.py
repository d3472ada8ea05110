"""What becomes of hostile and mistaken forms, on both databases: said plainly, nothing half-saved, and
nothing that was typed is lost."""

import html
import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from provenance.assessments.service import assess_dossier
from provenance.assessments.work import unit_of_work
from provenance.audit.actor import Actor
from provenance.audit.models import AuditEntry
from provenance.config import Settings
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from provenance.interchange.dump import read_lists
from provenance.web.app import create_app
from tests.factories import records as make
from tests.fixtures.addresses import addresses
from tests.functional.hostile.forms import KEPT, LABELS, NOWHERE, REFUSED, SURROGATE, Case
from tests.functional.visitors import TOKEN, Visitor, grant_role_to, sign_in_link, someone

TYPED = "typed with care"
TYPED_THERE = re.compile(r'value="[^"]*"|<textarea.*?</textarea>', re.DOTALL)
"""What fields hold, exactly as it was typed."""


class Place:
    """The application over one database, with a dossier and an analyst in it."""

    def __init__(self, database: Database, settings: Settings, actor: Actor) -> None:
        self.app: Flask = create_app(database, settings)
        self.database = database
        self.slug = make.make_dossier(database, actor)
        here = (database, actor, self.slug)
        source, other = make.make_source(*here), make.make_source(*here, label="Other")
        document = make.make_document(*here)
        claim = make.make_claim(*here, {"source": source})
        self.ids = {
            "source": source, "elder": other, "document": document, "claim": claim,
            "other": make.make_claim(*here, text="It had 900."), "kind": "supports",
        }  # fmt: skip
        self.ada = someone(self.app, database, "Ada", role="analyst", dossier=self.slug)

    def url(self, path: str) -> str:
        return f"/d/{self.slug}/{path.format_map(self.ids)}"

    def send(self, path: str, values: dict[str, Any], visitor: Visitor | None = None) -> Any:
        """Send a form as the analyst, or as somebody else."""
        names = {f"{{{name}}}": public_id for name, public_id in self.ids.items()}
        filled = {name: names.get(value, value) for name, value in values.items()}
        return (visitor or self.ada).post(
            self.url(path), {"reason": TYPED, "rationale": TYPED, **filled}
        )

    def state(self) -> tuple[Any, int]:
        """All records and the number of audit entries."""
        with self.database.reading() as session:
            lists = read_lists(session, dossier_by_slug(session, self.slug))
            return lists, session.scalar(select(func.count()).select_from(AuditEntry)) or 0


@pytest.fixture
def place(database: Database, settings: Settings, actor: Actor) -> Place:
    """On each kind of database."""
    return Place(database, settings, actor)


def test_what_cannot_be_kept_is_named_and_leaves_no_trace(place: Place) -> None:
    before = place.state()
    for case in REFUSED:
        answer = place.send(case.path, case.values)
        shown = html.unescape(answer.text)
        assert answer.status_code == case.status, case.name
        assert case.said.format_map(place.ids).casefold() in shown.casefold(), case.name
        assert TYPED in shown, f"{case.name}: what was typed is lost"
        assert place.state() == before, f"{case.name}: something was kept"


@pytest.mark.parametrize("case", KEPT, ids=lambda case: case.name)
def test_what_is_odd_but_true_is_kept_as_written(place: Place, case: Case) -> None:
    answer = place.send(case.path, case.values)

    assert answer.status_code == case.status, html.unescape(answer.text)
    page = html.unescape(place.ada.get(answer.headers["Location"]).text)
    for name in ("text", "time_words"):
        assert case.values.get(name, "") in page


def test_bytes_that_are_no_text_are_refused(place: Place) -> None:
    before = place.state()

    answer = place.ada.client.post(
        place.url("claims/new"), data=f"csrf_token={place.ada.token}&".encode() + SURROGATE,
        content_type="application/x-www-form-urlencoded",
    )  # fmt: skip

    assert answer.status_code == 422
    assert place.state() == before


def test_numbers_that_no_database_holds_lead_nowhere(place: Place) -> None:
    for path in NOWHERE:
        assert place.ada.get(place.url(path)).status_code == 404, path
        assert place.send(path, {}).status_code in (404, 405), path


def test_one_form_sent_ten_times_acts_once(place: Place) -> None:
    before = len(place.state()[0]["claims"])

    answers = [place.send("claims/new", {"text": "Once.", "once": "one-form"}) for _ in range(10)]

    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert len(place.state()[0]["claims"]) == before + 1


def test_the_same_relation_twice_is_one_and_both_ways_stand_side_by_side(place: Place) -> None:
    related = {"a": "{claim}", "b": "{other}"}
    for kind in ("supports", "contradicts", "supports", "contradicts"):
        place.ids["kind"] = kind
        path = "relations/new?a={claim}&b={other}&kind={kind}"
        assert place.send(path, {**related, "kind": kind}).status_code == 303

    relations = place.state()[0]["relations"]
    assert sorted(one["kind"] for one in relations) == ["contradicts", "supports"]
    assert place.ada.get(place.url("claims/{claim}")).status_code == 200


def test_sources_that_take_from_one_another_in_a_ring_are_told(place: Place, actor: Actor) -> None:
    here = (place.database, actor, place.slug)
    third = make.make_source(*here, label="Third")
    ring = [place.ids["source"], place.ids["elder"], third]
    for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
        make.make_dependence(*here, a, b)
        make.make_attribution(*here, place.ids["other"], a)

    with unit_of_work(place.database) as session:
        assess_dossier(session, "Ada", dossier_by_slug(session, place.slug), make.REASON)

    page = place.ada.get(place.url("claims/{other}")).text
    assert "0 notes, 1 origin" in page
    assert "runs in a ring" in page


def test_two_editors_one_is_told_and_loses_nothing(place: Place, database: Database) -> None:
    bea = someone(place.app, database, "Bea", role="analyst", dossier=place.slug)
    path = "claims/{claim}/correct"
    mine, theirs = (hidden(one.get(place.url(path)).text) for one in (place.ada, bea))

    first = place.send(path, {**mine, "text": "Mine."})
    second = place.send(path, {**theirs, "text": "Hers.", "reason": "typed by Bea"}, bea)

    assert (first.status_code, second.status_code) == (303, 409)
    for words in ("Mine.", "Hers.", "typed by Bea"):
        assert words in second.text


def test_what_was_withdrawn_meanwhile_is_not_changed(place: Place, database: Database) -> None:
    bea = someone(place.app, database, "Bea", role="analyst", dossier=place.slug)
    opened = hidden(bea.get(place.url("claims/{claim}/correct")).text)
    taken = hidden(place.ada.get(place.url("claims/{claim}/withdraw")).text)
    assert place.send("claims/{claim}/withdraw", taken).status_code == 303
    before = place.state()

    answer = place.send("claims/{claim}/correct", {**opened, "text": "Too late."}, bea)

    assert answer.status_code in (409, 410, 422)
    assert "withdrawn" in answer.text
    assert "Too late." in answer.text
    assert place.state() == before


def test_labels_are_inert_text_on_every_page(place: Place, actor: Actor) -> None:
    here = (place.database, actor, place.slug)
    for label in LABELS:
        source = make.make_source(*here, label=label, description=label)
        make.make_claim(*here, {"source": source}, text=label, place=label, topics=[label])
        make.make_organisation(*here, name=label)
        make.make_person(*here, label=label)
        document = make.make_document(*here, title=label)
        make.make_citation(*here, note=make.make_note(*here, document, text=label), text=label)
        make.make_rating(*here, source, reason=label)
    with place.database.reading() as session:
        found, _ = addresses(place.app, session, dossier_by_slug(session, place.slug))
    shown = 0
    for address in found.values():
        page = TYPED_THERE.sub("", place.ada.get(address).text)
        assert "<script>" not in page, address
        assert "<img src=x" not in page, address
        assert 'href="javascript:' not in page, address
        assert "\u202e" not in page, f"{address}: an override that nobody sees"
        shown += "{{7*7}}" in page
    assert shown > 10


def test_sessions_end_and_change_when_they_should(place: Place, database: Database) -> None:
    kept = place.ada.cookie
    assert place.ada.post("/sign-out").status_code == 303
    thief = Visitor(place.app)
    thief.client.set_cookie("provenance_session", kept)
    assert thief.get(f"/d/{place.slug}").status_code == 401

    early = Visitor(place.app)
    early.client.set_cookie("provenance_session", "chosen-before")
    early.sign_in(sign_in_link(database, "Eve", role="reader", dossier=place.slug))
    assert early.cookie != "chosen-before"


def test_fifty_wrong_links_shut_nobody_out(place: Place, database: Database) -> None:
    right = sign_in_link(database, "Eve", role="reader", dossier=place.slug)
    stranger = Visitor(place.app)

    answers = {stranger.get(f"/sign-in/{right[:-2]}{n:02d}").status_code for n in range(50)}

    assert answers <= {400, 401, 403, 404, 410, 429}
    assert Visitor(place.app).sign_in(right).get(f"/d/{place.slug}").status_code == 200


def test_a_role_that_was_taken_counts_at_once(place: Place, database: Database) -> None:
    before = place.state()[0]
    grant_role_to(database, "Ada", "reader", place.slug)

    answer = place.send("claims/new", {"text": "Too late."})

    assert answer.status_code == 403
    assert place.state()[0] == before


@pytest.mark.parametrize("token", ["", "0" * 40])
def test_a_form_of_another_site_does_nothing(place: Place, token: str) -> None:
    before = place.state()

    answer = place.send("claims/new", {"text": "Forged.", "csrf_token": token})

    assert answer.status_code == 400
    assert place.state() == before


def test_fields_that_no_form_has_give_nobody_anything(place: Place) -> None:
    extra = {"role": "owner", "is_administrator": "1", "status": "approved", "by": "Somebody"}

    place.send("claims/new", {"text": "Mine.", **extra})

    (made,) = [one for one in place.state()[0]["claims"] if one["text"] == "Mine."]
    assert made["status"] == "draft"
    assert place.ada.get("/people").status_code == 403


def test_ids_of_another_dossier_are_ids_of_none(place: Place, actor: Actor) -> None:
    theirs = make.make_dossier(place.database, actor, "theirs", "Theirs")
    claim = make.make_claim(place.database, actor, theirs)
    before = place.state()

    for path in (f"claims/{claim}", f"claims/{claim}/correct", f"claims/{claim}/withdraw"):
        for answer in (place.ada.get(place.url(path)), place.send(path, {"text": "Mine now."})):
            assert answer.status_code in (404, 405), path
    assert place.ada.get(f"/d/{theirs}/claims/{claim}").status_code == 404
    assert place.state() == before


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of a page's form but its token."""
    fields = re.findall(r'<input[^>]*type="hidden"[^>]*>', page)
    found = {}
    for one in fields:
        name, value = (re.search(rf'{part}="([^"]*)"', one) for part in ("name", "value"))
        if name and value and not TOKEN.search(one):
            found[name[1]] = html.unescape(value[1])
    return found
