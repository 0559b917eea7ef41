"""One set of Markdown manuscripts about 双拥 work, many carriers."""

__version__ = "0.1.0"
