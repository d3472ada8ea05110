"""Data as revision 0004 could hold it: one row or more in every table, every column filled."""

from tests.migrations.data_0001 import kept, load

__all__ = ["kept", "load"]
