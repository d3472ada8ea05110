"""Every blueprint of the web application."""

from provenance.web.views import (
    attributions,
    claims,
    contradictions,
    documents,
    dossier,
    export,
    history,
    home,
    imports,
    organisations,
    people,
    relations,
    sign_in,
    sources,
)

ALL = (
    sign_in.blueprint,
    home.blueprint,
    dossier.blueprint,
    documents.blueprint,
    imports.blueprint,
    claims.blueprint,
    attributions.blueprint,
    relations.blueprint,
    sources.blueprint,
    organisations.blueprint,
    contradictions.blueprint,
    export.blueprint,
    people.blueprint,
    history.blueprint,
)
