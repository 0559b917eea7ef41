// ?slide=3-2: that slide alone, whatever the hour, for photographs of it. `<html data-ready>` says that all of it is there.
function showStill(programme, tools) {
  var slide = programme.slides.filter(function (it) { return it.id === tools.state.get("still"); })[0];
  if (!slide) return tools.notes.add("节目单里没有这一页：" + tools.state.get("still"));
  tools.prepare(slide, function (what, layer) {
    if (what) return tools.notes.add(what);
    tools.state.set("slide", slide);
    tools.layers.show(layer, function () { document.documentElement.setAttribute("data-ready", slide.id); });
  });
}
