"""Views: relations."""

from flask import Blueprint

blueprint = Blueprint("relations", __name__)
