// Put into every page before its own scripts: clocks a search inside the page, where no driver's delay counts.
//
// benchWatch(scope, query, key) waits for one search: it begins with the press of `key` and
// ends when a list below `scope` says that it answers `query`. Material has no such list: its
// search runs in a worker, and the end is when the worker's answer to `query` has been drawn.
"use strict";

(() => {
  let watch = null;
  const asked = [];
  let ready = null;

  window.benchWatch = (scope, query, key) => {
    watch = { scope, query: query.trim(), key, began: null, typed: null, ended: null, state: null };
  };

  window.benchResult = () =>
    watch && watch.ended !== null && { began: watch.began, typed: watch.typed, ended: watch.ended, state: watch.state };

  window.benchReady = () => ready;

  addEventListener("keydown", (event) => {
    if (watch && watch.began === null && event.key === watch.key) watch.began = event.timeStamp;
  }, true);

  addEventListener("input", (event) => {
    if (watch && watch.typed === null) watch.typed = event.timeStamp;
  }, true);

  function end(state) {
    watch.ended = performance.now();
    watch.state = state;
  }

  function look() {
    if (!watch || watch.ended !== null || !watch.scope) return;
    for (const list of document.querySelectorAll(`${watch.scope} [data-search-state]`)) {
      const { searchState: state, searchQuery: query } = list.dataset;
      if (query !== undefined && query.trim() === watch.query && (state === "done" || state === "failed")) end(state);
    }
  }

  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true,
    attributeFilter: ["data-search-state", "data-search-query", "open"] });

  // Material: message 1 says that the index stands, 2 asks, 3 answers, one after the other.
  const Worker = window.Worker;
  window.Worker = class extends Worker {
    constructor(...args) {
      super(...args);
      this.addEventListener("message", ({ data }) => {
        if (data?.type === 1) ready = performance.now();
        if (data?.type !== 3) return;
        const query = asked.shift();
        // Material draws in a listener of its own, which is over by then.
        setTimeout(() => watch && !watch.scope && watch.ended === null && query.trim() === watch.query && end("done"));
      });
    }

    postMessage(message, ...rest) {
      if (message?.type === 2) asked.push(message.data);
      super.postMessage(message, ...rest);
    }
  };
})();
