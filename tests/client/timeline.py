"""What a client knows of one room, and how what it is told changes that. Pure."""


class Timeline:
    """Messages by `seq`, complete up to `position`; what was told twice or late does no harm."""

    def __init__(self, whole=False):
        self.whole = whole  # from the first message on, instead of the last few
        self.epoch = None
        self.position = None
        self.head = 0  # the furthest position heard of
        self.messages = {}

    @property
    def wish(self):
        """What `room.open` is to be asked for."""
        if self.position is None:
            return {"since": 0} if self.whole else {}
        return {"since": self.position, "epoch": self.epoch}

    def opened(self, reply):
        """Take what `room.open` answered; True: that was not all, ask again."""
        if reply.get("reset") or self.epoch != reply["epoch"]:
            self.messages, self.position, self.head = {}, None, 0
        self.epoch = reply["epoch"]
        for message in reply["messages"]:
            self.learn(message)
        self.position = max(self.position or 0, reply["seq"])
        return reply.get("more", False) or self.position < self.head

    def heard(self, event):
        """Take a `message` event; True: something before it is missing, ask again."""
        rev = event["message"]["rev"]
        self.learn(event["message"])
        self.head = max(self.head, rev)
        if event["after"] <= self.position:
            self.position = max(self.position, rev)
        return self.position < self.head

    def learn(self, message):
        """A message as it was at `rev`, unless a later state of it is known."""
        known = self.messages.get(message["seq"])
        if known is None or known["rev"] < message["rev"]:
            self.messages[message["seq"]] = message
