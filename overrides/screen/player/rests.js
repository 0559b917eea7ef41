// Slides that could not be had rest, longer each time; then they are tried again, for months if need be.
var FIRST_REST_MS = 30000;
var LONGEST_REST_MS = 1800000;

function createRests(timers) {
  var resting = {};

  return {
    isResting: function (slide) {
      return resting.hasOwnProperty(slide.id) && timers.ran() < resting[slide.id].until;
    },
    begin: function (slide) {
      var times = resting.hasOwnProperty(slide.id) ? resting[slide.id].times : 0;
      var pause = Math.min(FIRST_REST_MS * Math.pow(2, times), LONGEST_REST_MS);
      resting[slide.id] = { times: times + 1, until: timers.ran() + pause };
    },
    end: function (slide) { delete resting[slide.id]; },
    endAll: function () { resting = {}; }
  };
}
