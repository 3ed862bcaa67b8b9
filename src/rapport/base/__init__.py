"""Jobs, events, outbound port, storage, PostgreSQL and page components. No client words here."""
