"""Whether one socket hears one room as promised: in order, without a gap, without a duplicate."""


class Witness:
    """Sees what a client is told of a room on one socket, and notes what should not be."""

    def __init__(self, faults, name):
        self.faults, self.name = faults, name
        self.last = None  # the position up to which the socket has been told everything
        self.paging = False

    def opened(self, reply, since):
        """What `room.open` answered."""
        revs = [message["rev"] for message in reply["messages"]]
        if since is not None and not reply.get("reset"):
            if revs != sorted(set(revs)):
                self.note(f"opened with revs out of order: {revs}")
            if revs and revs[0] <= since:
                self.note(f"opened since {since} with {revs[0]}")
        if revs and max(revs) > reply["seq"]:
            self.note(f"opened at {reply['seq']} with a message of {max(revs)}")
        self.paging = reply.get("more", False)
        self.last = max(self.last or 0, reply["seq"])

    def heard(self, event):
        """A `message` event."""
        after, rev = event["after"], event["message"]["rev"]
        if self.last is None:
            self.note(f"heard {rev} before the room was open")
        elif rev <= self.last:
            self.note(f"heard {rev} after {self.last}: twice or out of order")
        elif after > self.last and not self.paging:
            self.note(f"heard {after} → {rev} after {self.last}: a gap")
        self.last = max(self.last or 0, rev)

    def note(self, what):
        self.faults.append(f"{self.name}: {what}")
