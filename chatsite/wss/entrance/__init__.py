"""How clients come in: what is listened on, who may enter, and who they really are."""
