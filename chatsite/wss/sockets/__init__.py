"""One WebSocket: its stages from the handshake to the end, and the parts they use."""
