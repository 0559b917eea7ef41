// Addresses the search leads to, and what the address of its own page says.
const FACETS = ["kind", "district", "year"];
const MOST_MARKED = 8; // Words, and characters of each, that an address carries to the page it opens.
const LONGEST_MARKED = 40;

// A page below the site's root. From a disk no server adds the name of a folder's index.
function addressOf(root, path) {
  const url = new URL(path, root);
  if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
  return url;
}

// The page of a result, at the place of the hit, with the words to mark there.
function addressOfResult(root, result, words) {
  const url = addressOf(root, result.address);
  for (const word of words.slice(0, MOST_MARKED)) url.searchParams.append("h", word.slice(0, LONGEST_MARKED));
  if (result.anchor) url.hash = result.anchor;
  return url.href;
}

function addressOfSearch(root, query) {
  const url = addressOf(root, "search/");
  url.search = searchOf({ query });
  return url.href;
}

// `{query, kind, district, year}` of the search page's address; what is not asked for is an empty string.
function readAddress() {
  const given = new URLSearchParams(location.search);
  const asked = { query: (given.get("q") || "").trim() };
  for (const facet of FACETS) asked[facet] = given.get(facet) || "";
  return asked;
}

function searchOf(asked) {
  const given = new URLSearchParams();
  if (asked.query) given.set("q", asked.query);
  for (const facet of FACETS) if (asked[facet]) given.set(facet, asked[facet]);
  return `?${given}`;
}

function marksInAddress() {
  return new URLSearchParams(location.search).getAll("h").filter((word) => word.trim());
}

function addressWithoutMarks() {
  const url = new URL(location.href);
  url.searchParams.delete("h");
  return url.href;
}

// Browsers forbid it to pages opened from a disk; those do without.
function changeAddress(how, state, address) {
  try {
    history[how](state, "", address);
  } catch (forbidden) {
    // The page goes on working, only its address stays.
  }
}
