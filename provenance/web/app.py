"""The application factory: one Flask app over a database and its settings."""

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from provenance.config import ROOT, Settings
from provenance.db.session import Database
from provenance.db.vault import kept_key
from provenance.search.keeping import catch_up
from provenance.web import errors, glyphs, guard, navigation, security, unseen
from provenance.web.access import check_declared
from provenance.web.converters import Number, PublicId
from provenance.web.forms import base
from provenance.web.sessions import DatabaseSessions
from provenance.web.views.registry import ALL

FORM_LIMIT = 1024 * 1024
"""Bytes of a form without files; uploads have the limit of the settings."""


def create_app(database: Database, settings: Settings) -> Flask:
    """The web application. Raises RuntimeError where a view does not say who may open it."""
    catch_up(database)
    app = Flask("provenance", root_path=str(ROOT / "provenance" / "web"),
                template_folder=str(ROOT / "templates"), static_folder="static")  # fmt: skip
    app.config.update(
        SECRET_KEY=kept_key(settings.home, "web.key"),
        MAX_CONTENT_LENGTH=settings.max_upload,
        MAX_FORM_MEMORY_SIZE=FORM_LIMIT,
        WTF_CSRF_TIME_LIMIT=None,
        SESSION_COOKIE_NAME="unused",
    )
    app.extensions["provenance_database"] = database
    app.extensions["provenance_settings"] = settings
    app.session_interface = DatabaseSessions(database)
    app.url_map.converters |= {"id": PublicId, "int": Number}
    guard.install(app)
    CSRFProtect(app)
    security.install(app)
    errors.install(app)
    navigation.install(app)
    glyphs.install(app.jinja_env)
    base.install()
    app.jinja_env.finalize = unseen.marked
    for blueprint in ALL:
        app.register_blueprint(blueprint)
    check_declared(app)
    if settings.proxies:
        believed = dict.fromkeys(("x_for", "x_proto", "x_host"), settings.proxies)
        app.wsgi_app = ProxyFix(app.wsgi_app, **believed)  # type: ignore[method-assign]
    return app
