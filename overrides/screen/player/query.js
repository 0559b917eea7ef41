// What the address asks for, by name; `{debug: ""}` of ?debug.
function readQuery(search) {
  var found = {};
  search.replace(/^\?/, "").split("&").forEach(function (pair) {
    var parts = pair.split("=");
    if (parts[0]) found[parts[0]] = decoded(parts.slice(1).join("="));
  });
  return found;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch (malformed) {
    return text;
  }
}
