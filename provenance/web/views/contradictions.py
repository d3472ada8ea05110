"""Views: contradictions."""

from flask import Blueprint

blueprint = Blueprint("contradictions", __name__)
