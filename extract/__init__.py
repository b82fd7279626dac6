"""Notes to concept graph: reading, concepts, relations, learning order."""
