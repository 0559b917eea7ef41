"""Names of what lies in a folder of renditions besides them."""

RECORDS = ".records"
"""Folder of what is done while a run is under way, a file each."""
TEMPORARY = ".tmp-"
"""Begins the name of every file that is not whole yet."""
