"""Files to documents: encodings, front matter, Markdown as found in the wild, with source lines."""
