"""What a table lists, and what a person may decide about a row of it."""

CLAIMS, SOURCES, GRADES = "claims", "sources", "grades"
KINDS = (CLAIMS, SOURCES, GRADES)
OUT, OWN, SAME = "out", "own", "same"
"""Decisions on a row: left out; taken as a record of its own; what it says added to what is there."""
