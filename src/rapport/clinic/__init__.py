"""The clinical chart: sessions, notes, reports and what they rest on."""
