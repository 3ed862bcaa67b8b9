"""Runs the command line as a module."""

import sys

from rapport.config.cli import main

sys.exit(main())
