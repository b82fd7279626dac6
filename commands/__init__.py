"""The commands of cli.py: each reads its arguments, asks the graph and writes words."""
