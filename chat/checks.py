"""System checks for the mistakes that keep wss clients away from a site."""
