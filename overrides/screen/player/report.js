// All that can be asked of a running player, as data.
function createReport(state, notes, parts) {
  return function report() {
    var programme = parts.programme || {};
    var slide = state.get("slide");
    var offline = state.get("offline");
    var told = parts.clock ? parts.clock.read() : { now: null, source: "none" };
    return {
      mode: state.get("mode"),
      slide: slide ? slide.id : null,
      held: state.get("held"),
      edition: programme.edition || null,
      code: programme.code || null,
      turns: state.get("turns"),
      clock: { now: told.now, source: told.source, plausible: told.now !== null },
      format: state.get("format"),
      offline: {
        supported: offline.supported, edition: offline.edition, state: offline.state, reason: offline.reason, done: offline.done, total: offline.total
      },
      broken: notes.broken(),
      next: parts.loop ? parts.loop.next() : [],
      problems: notes.problems(),
      lit: state.get("lit"),
      reading: state.get("reading"),
      reloads: parts.watchdog ? parts.watchdog.reloads : 0
    };
  };
}
