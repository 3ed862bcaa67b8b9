"""The hallway to the clinic: today, the list of clients, and the first page of a chart."""
