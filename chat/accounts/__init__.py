"""Accounts: how people sign up, in and out, by what, and where they are signed in."""
