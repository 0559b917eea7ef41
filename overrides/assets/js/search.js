// The search in the reader's browser. Its parts are joined by this template: one file loads fast, and from file:// too, where modules do not.
(() => {
"use strict";
{% for name in [
    "tokens", "numerals", "load", "postings", "query", "phrases", "rank", "lexicon", "excerpt", "found", "narrow", "engine",
    "address", "elements", "sentences", "results", "facets", "mark", "dialog", "page"] %}
{% include "assets/js/search/" ~ name ~ ".js" %}
{% endfor %}
window.sySearch = { openEngine, findMarks, tokensOf, openDialog, startPage, markPage };
})();
