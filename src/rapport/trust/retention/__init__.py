"""How long recordings and transcripts are kept, purges and legal holds."""
