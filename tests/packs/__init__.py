"""The Ombudsman's pack: everything on a case as one PDF and a ZIP."""
