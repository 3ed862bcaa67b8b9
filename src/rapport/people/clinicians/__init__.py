"""Staff profiles: licences, NPI, supervision, payer networks."""
