"""The concept graph: records, vocabulary, storage, questions and exports."""
