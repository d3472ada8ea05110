"""The version of the product, in one place (``__init__`` stays empty so pure modules stay light)."""

VERSION = "0.1.0"
