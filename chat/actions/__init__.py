"""Everything that changes what people see: check, write, and say what is to be told.

An action is a plain function that runs in the journal's transaction and gives an Outcome, or raises
Refusal. It sees no request, scope or socket, and tells nobody: the journal does, after the commit.
"""
