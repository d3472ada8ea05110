"""A small bibliography: two entries of one work, a page of the web, and one that says nothing."""

WORKS = rb"""
@book{roe81, author = {Roe, Ann}, title = {The Long Ship: A History}, year = 1981}
@book{roe81b, author = {Ann Roe}, title = {The Long Ship}, year = 1981}
@online{port, author = {Port Office}, title = {Port Notes}, date = {2011-03-04},
  url = {https://port.example/notes}}
@misc{nothing, note = {to be found}}
"""
