"""Practice, clinicians, clients, care teams, the worklist and measures."""
