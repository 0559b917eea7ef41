"""What one run keeps for the next: whoever saves one of two thousand stories waits for that one alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .desk import Desk
from .document import Document, read
from .findings import Finding
from .sharing import Helpers, Sharing


class Memory:
    """The documents of the last run and what was found in them, as long as the desk knows nothing else.

    Findings are a function of a document and the desk; neither ever changes.
    """

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}
        self._findings: dict[str, tuple[Document, list[Finding]]] = {}
        self._desk: Desk | None = None

    def read(self, path: str, text: str, src_uri: str | None) -> Document:
        """As ``document.read``; the same object for the same text."""
        known = self._documents.get(path)
        if known is None or known.source != text:
            known = self._documents[path] = read(path, text, src_uri)
        return known

    def helpers(self, paths: Iterable[str]) -> Helpers:
        """Those who may help with the documents at these paths, of which some are known already."""
        return Helpers(sum(path not in self._findings for path in paths))

    def begin(self, documents: Iterable[Document], desk: Desk, helpers: Helpers) -> Callable[[], list[Finding]]:
        """Begins to check; what it gives back waits for the end and says what ``engine.check_documents`` would.

        What is not among `documents` is forgotten.
        """
        documents = list(documents)
        known = self._findings if desk == self._desk else {}
        new = [doc for doc in documents if doc.path not in known or known[doc.path][0] is not doc]
        sharing = Sharing(new, desk, helpers)

        def end() -> list[Finding]:
            found = dict(zip((doc.path for doc in new), sharing.result(), strict=True))
            self._documents, self._desk = {doc.path: doc for doc in documents}, desk
            self._findings = {doc.path: (doc, found[doc.path]) if doc.path in found else known[doc.path] for doc in documents}
            return sorted(finding for _, found in self._findings.values() for finding in found)

        return end
