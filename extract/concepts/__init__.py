"""Documents to concepts: clues, aliases, selection, passages."""
