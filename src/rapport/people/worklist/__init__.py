"""Tasks for people: owner, clock, escalation, safety class."""
