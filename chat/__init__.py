"""The chat: what people do with the sockets that chatsite serves."""
