"""Instruments and their administrations: scores in the chart."""
