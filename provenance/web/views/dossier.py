"""Views: dossier."""

from flask import Blueprint

blueprint = Blueprint("dossier", __name__)
