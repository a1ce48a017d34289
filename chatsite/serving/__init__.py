"""What `manage.py serve` is told, and what it tells."""
