"""Views: sources."""

from flask import Blueprint

blueprint = Blueprint("sources", __name__)
