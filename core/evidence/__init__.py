"""The evidence rules: pure judgement on counts, always with its reasons."""
