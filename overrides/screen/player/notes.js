// What went wrong, for ?debug and the report: sentences, each once with its count, and the files that could not be had.
var MOST_PROBLEMS = 30; // Months of play must not fill the memory with complaints; the newest are kept.
var MOST_BROKEN = 200;

// `now` gives seconds since 1970, or null while nobody knows the time.
function createNotes(now) {
  var problems = [];
  var broken = [];

  function add(text) {
    var same = problems.filter(function (it) { return it.text === text; })[0];
    if (same) same.times += 1;
    else problems = problems.concat({ text: text, times: 1 }).slice(-MOST_PROBLEMS);
  }

  function trip(where, error) {
    add(where + "：" + String((error && error.message) || error));
  }

  function mend(url) {
    broken = broken.filter(function (it) { return it.url !== url; });
  }

  function breaks(url, what) {
    var since = broken.filter(function (it) { return it.url === url; }).map(function (it) { return it.since; });
    mend(url);
    broken = broken.concat({ url: url, what: what, since: since.length ? since[0] : now() }).slice(-MOST_BROKEN);
  }

  return {
    add: add,
    trip: trip,
    breaks: breaks,
    mend: mend,
    broken: function () { return broken.slice(); },
    problems: function () {
      return problems.map(function (it) { return it.times > 1 ? it.text + "（" + it.times + "次）" : it.text; });
    }
  };
}
