"""The whole site in one file, made while it runs, and a site made from such a file."""
