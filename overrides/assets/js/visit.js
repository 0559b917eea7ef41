// Says whether a place is open today, from hours that somebody verified. Without it the page shows the hours themselves.
import { clock, today, weekday } from "./today.js";

function stateOf({ week, except }) {
  const other = except.find(([first, last]) => first <= today() && today() <= last);
  if (other) return other[2];
  const hours = week[weekday()];
  if (!hours.length) return "今天闭馆";
  const coming = hours.filter(([, close, last]) => clock() < (last ?? close));
  if (!coming.length) return hours.some(([, close]) => clock() < close) ? "今天已停止入场" : "今天已经关门";
  const said = coming.map(([open, close, last]) => `${open}—${close}${last ? `（${last}停止入场）` : ""}`).join("；");
  return `今天开放 ${said}`;
}

for (const place of document.querySelectorAll("[data-sy-hours]")) {
  place.querySelector("[data-sy-open]").textContent = stateOf(JSON.parse(place.dataset.syHours));
  const week = place.querySelector("[data-sy-week]");
  if (week) week.hidden = false;
}
