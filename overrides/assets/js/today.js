// The date and time where the site is, whatever the reader's own zone.
const timeZone = document.documentElement.dataset.syZone || "Asia/Shanghai";

// `2026-11-22`
export function today() {
  return new Date().toLocaleDateString("sv-SE", { timeZone });
}

// `09:05`
export function clock() {
  return new Date().toLocaleTimeString("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

// 0 for Monday to 6 for Sunday
export function weekday() {
  return (new Date(`${today()}T00:00:00Z`).getUTCDay() + 6) % 7;
}
