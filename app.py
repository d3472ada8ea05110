"""``python app.py`` serves the web application; ``python -m provenance serve`` does the same."""

from provenance.__main__ import main

if __name__ == "__main__":
    main(["serve"])
