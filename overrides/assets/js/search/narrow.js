// What the results can be narrowed by: kind, district, year. `known` is what the index tells of all entries.
function valuesOf(entry, { kind, district, year, start }) {
  return {
    kind: start.kinds[kind[entry]][0],
    district: district[entry] ? start.districts[district[entry] - 1][0] : "",
    year: year[entry] ? String(start.years[year[entry] - 1]) : "",
  };
}

function passes(hit, filters, known, except = "") {
  const values = valuesOf(hit.entry, known);
  return Object.keys(values).every((name) => name === except || !filters[name] || values[name] === filters[name]);
}

// For each facet the values among the hits that pass the other facets, most first, years newest first.
function facetsOf(hits, filters, known) {
  const facets = {};
  const labels = { kind: new Map(known.start.kinds), district: new Map(known.start.districts) };
  for (const name of ["kind", "district", "year"]) {
    const counts = new Map();
    for (const hit of hits) {
      const value = valuesOf(hit.entry, known)[name];
      if (value && passes(hit, filters, known, name)) counts.set(value, (counts.get(value) || 0) + 1);
    }
    facets[name] = Array.from(counts, ([value, count]) => ({ value, label: labels[name] ? labels[name].get(value) : value + "年", count }))
      .sort((one, other) => (name === "year" ? other.value - one.value : other.count - one.count));
  }
  return facets;
}
