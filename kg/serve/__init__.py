"""What shows a graph to people and programs: pages in a browser."""
