// The player of a screen. Its parts are joined by this template into one classic script in the syntax of 2009: it plays in WebViews of 2015, and from a disk.
(function () {
"use strict";
{% for name in [
    "state", "notes", "timers", "keep", "query", "ask", "programme", "clock", "schedule", "choose", "pictures", "video", "layer", "layers",
    "formats", "fonts", "stage", "rests", "loop", "mode", "hours", "hold", "keys", "touch", "wake", "reload", "watch", "offline", "update",
    "departure", "still", "report", "debug", "reader", "play", "start"] %}
{% include "screen/player/" ~ name ~ ".js" %}

{% endfor %}
start();
})();
