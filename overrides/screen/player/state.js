// What is the case now. The parts set and follow it; none has to know who else does.
// `trip` is told of a follower that fails: the others are called all the same.
function createState(values, trip) {
  var followers = {};

  function set(name, value) {
    if (values[name] === value) return;
    values[name] = value;
    (followers[name] || []).slice().forEach(function (follow) {
      try {
        follow(value);
      } catch (error) {
        trip("state " + name, error);
      }
    });
  }

  // Calls `follow` at each change, until the function that this returns is called.
  function on(name, follow) {
    followers[name] = (followers[name] || []).concat(follow);
    return function stop() {
      followers[name] = followers[name].filter(function (other) { return other !== follow; });
    };
  }

  return { get: function (name) { return values[name]; }, set: set, on: on };
}
