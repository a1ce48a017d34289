"""What templates ask."""
