"""Who cares for whom: the scope of every look at a chart, and break-glass."""
