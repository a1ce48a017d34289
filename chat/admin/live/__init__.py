"""/admin/live/: every open socket of the site, on whichever process, and the means to close it."""
