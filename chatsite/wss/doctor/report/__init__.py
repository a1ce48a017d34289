"""What an examination comes to: for people on a terminal or a page, and for programs."""
