"""The one gate for AI and the record of what each run took, gave and became."""
