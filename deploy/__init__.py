"""What stands around the site: the installer behind manage.py."""
