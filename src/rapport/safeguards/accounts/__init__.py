"""Accounts: users, roles, sign-in rules and the actor that every write names."""
