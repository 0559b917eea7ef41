// Sets a programme going. `tools` begins as {asked, notes, timers, state, clock, parts, report}; what is made here joins it.
function play(programme, tools) {
  var state = tools.state;
  var timers = tools.timers;
  var nodes = nodesOfPage();

  tools.keep = createKeep("localStorage", keptBelow());
  tools.session = createKeep("sessionStorage", keptBelow());
  tools.rests = createRests(timers);
  tools.layers = createLayers(nodes.layers, state.get("still") ? 0 : programme.fade_ms / timers.speed, timers);
  tools.prepare = function (slide, done) {
    return prepareLayer(slide, { notes: tools.notes, timers: timers, layers: tools.layers, format: state.get("format") }, done);
  };
  fitStage(programme, [nodes.stage, nodes.reader], timers);
  var begin = state.get("still") ? function () { showStill(programme, tools); } : prepareRunning(programme, tools, nodes);
  followMode(state, nodes);
  whenFontsAreThere(tools.notes, timers, function () {
    findFormat(programme, tools.keep, tools, function (format) {
      state.set("format", format);
      begin();
    });
  });
}

// The neutral slide stands meanwhile; the function returned begins with the first one.
function prepareRunning(programme, tools, nodes) {
  var state = tools.state;
  var isCarried = location.protocol === "file:"; // Nothing can be asked for from there.
  var loop = tools.parts.loop = createLoop(programme, tools);
  tools.offline = createOffline(state, tools.timers);
  tools.depart = createDeparture(state, loop, tools.timers, tools.notes);
  var server = isCarried ? { poll: doNothing } : followServer(programme, tools);
  followHours(programme, tools.clock, state, tools.timers, function () { server.poll(); });
  if (tools.asked.debug !== undefined) showDebug(nodes.debug, programme, tools.report, tools.timers);
  keepAwake(state, tools.notes);

  return function begin() {
    conductLoop(state, loop, tools.timers);
    tools.parts.watchdog = watchLoop(state, tools.timers, tools.session, function () { reloadSurely(null, doNothing); });
    listenToPeople(programme, tools, nodes);
    if (isCarried) tools.offline.refuse("从文件夹打开的");
    else tools.offline.register(server.poll);
  };
}

function listenToPeople(programme, tools, nodes) {
  var state = tools.state;
  var loop = tools.parts.loop;
  var hold = createHold(state, tools.timers, loop.rest);
  var deeds = {
    next: function () { hold.prolong(); loop.step(1); },
    back: function () { hold.prolong(); loop.step(-1); },
    hold: hold.toggle,
    reload: function () { reloadSurely(null, function () { tools.notes.add("页面现在重新打不开，不刷新"); }); }
  };
  listenToKeys(state, deeds);
  if (programme.touch && programme.reader) startReader(state, programme); // There fingers are the reader's.
  else listenToFingers(nodes.stage, deeds);
}

function nodesOfPage() {
  var nodes = {};
  ["stage", "layers", "dark", "reader", "debug"].forEach(function (id) { nodes[id] = document.getElementById(id); });
  return nodes;
}
