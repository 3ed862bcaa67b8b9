"""A supplied session to try the product with and to test it on: fictional, with known traps.

`session` gives the recording, its script and what a correct note must say; the README beside this
file says what it is and what it is not. The shorter transcripts are text only.
"""
