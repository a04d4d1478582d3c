"""Reports: what the record says of a period, as figures with their definitions, in tables and as JSON.

Reads only: a report changes nothing in the record, and no figure is kept.
"""
