"""New manuscripts: a file that passes, at the right place, with what is not known left for the editor and named."""
