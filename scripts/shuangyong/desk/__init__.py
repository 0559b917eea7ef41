"""The editors' desk: the tables in ``docs/_desk/`` that no reader sees."""
