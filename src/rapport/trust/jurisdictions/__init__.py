"""Dated, sourced rules that switch features by place and licence."""
