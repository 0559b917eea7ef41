// The date and time where the site is, whatever the reader's own zone.
const { syZone: timeZone = "Asia/Shanghai", syOffset: offset } = document.documentElement.dataset;

// A moment whose UTC fields read as the clocks do there. Where the zone keeps one offset all year, the page says it.
function there() {
  if (offset !== undefined) return new Date(Date.now() + Number(offset) * 60000);
  const now = new Date();
  const date = now.toLocaleDateString("sv-SE", { timeZone });
  const time = now.toLocaleTimeString("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return new Date(`${date}T${time}Z`);
}

// `2026-11-22`
export function today() {
  return there().toISOString().slice(0, 10);
}

// `09:05`
export function clock() {
  return there().toISOString().slice(11, 16);
}

// 0 for Monday to 6 for Sunday
export function weekday() {
  return (there().getUTCDay() + 6) % 7;
}
