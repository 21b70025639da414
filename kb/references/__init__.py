"""References of policy documents: what a clause names (find), which clause that is (resolve), who cites whom (graph)."""
