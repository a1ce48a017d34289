"""The doctor: why a wss client cannot connect, and the cure. Works on any wss server."""
