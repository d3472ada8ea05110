"""Views: claims."""

from flask import Blueprint

blueprint = Blueprint("claims", __name__)
