"""Pure functions over plain frozen data: speech, drafting, grounding, risk, measures, and their kinds."""
