"""Photographs: from a folder of originals to renditions that may be shown.

The stages, each a module: ``plan`` → ``opening`` → ``upright`` → ``redact`` → ``colour`` →
``sizes`` → ``encode`` → ``verify`` → ``report``. ``render`` is the way of one photo through
them, a plain function of a ``Job``; ``run`` sends jobs to any ``concurrent.futures``
executor. Only this folder and ``drawing`` know Pillow, and of this folder only what a
worker needs: a run that finds nothing to do never loads it.
"""
