"""The site: configuration and the doors that a connection passes; no features of its own."""
