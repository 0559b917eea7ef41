"""From a Word file, a text or a scan to a draft for which an editor can answer character by character.

Nothing is invented: what is certain is corrected, what is not is marked, and either way it
stands in the report. Whoever applies the reported changes backwards has the original again.
"""
