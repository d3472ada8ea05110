"""Views: attributions."""

from flask import Blueprint

blueprint = Blueprint("attributions", __name__)
