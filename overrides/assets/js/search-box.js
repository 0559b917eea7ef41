// Opens the search in place; old syntax on purpose.
(function () {
  var link = document.querySelector("[data-sy-search]");
  var page = document.querySelector("[data-sy-find]");
  var root = new URL("../", link.href).href;
  var jobs = [];

  function want(job) {
    if (jobs.push(job) > 1) return;
    if (window.sySearch) return work();
    var missing = 2;
    function fetchPart(tag, key, path) {
      var part = document.createElement(tag);
      part.onload = part.onerror = function () { if (!--missing) work(); };
      part.rel = "stylesheet";
      part[key] = root + path;
      document.head.appendChild(part);
    }
    fetchPart("link", "href", "assets/css/search.css");
    fetchPart("script", "src", "assets/js/search.js");
  }

  function work() {
    jobs.splice(0).forEach(function (job) {
      if (window.sySearch) sySearch[job](root, page || link);
      else if (job === "openDialog") location = link;
    });
  }

  function open(event) {
    event.preventDefault();
    if (page) page.querySelector("input").select();
    else want("openDialog");
  }

  if (location.protocol === "file:") link.href += "index.html";
  if (page) want("startPage");
  else {
    link.setAttribute("role", "button");
    link.setAttribute("aria-haspopup", "dialog");
    if (/[?&]h=/.test(location.search)) want("markPage");
  }
  link.addEventListener("click", function (event) {
    if (!event.ctrlKey && !event.metaKey) open(event);
  });
  document.addEventListener("keydown", function (event) {
    var key = event.key, target = event.target;
    if (event.isComposing || target.closest("input, select, textarea")) return;
    if (event.ctrlKey || event.metaKey ? key === "k" : key === " " && target === link || key === "/" && !document.querySelector("[data-sy-slash]")) open(event);
  });
})();
