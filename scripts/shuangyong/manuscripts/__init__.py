"""Manuscripts: text to metadata with line numbers, to typed models, to the library."""
