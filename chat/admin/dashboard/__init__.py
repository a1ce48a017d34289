"""What happens on the site, at the head of the admin panel: numbers, and charts of our own."""
