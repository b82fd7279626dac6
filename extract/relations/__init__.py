"""Documents and concepts to relations: structural rules, sentence patterns, merging."""
