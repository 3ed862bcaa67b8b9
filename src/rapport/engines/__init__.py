"""Pure functions over plain frozen data: speech, drafting, grounding, risk, measures. No database, clock or network."""
