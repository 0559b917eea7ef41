"""Corrections and withdrawals: what is published is never changed in silence, and never vanishes without a word."""
