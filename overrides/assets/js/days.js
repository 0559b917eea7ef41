// Drops days that have passed since the site was built, and groups left empty. Without it they stay, with their dates.
const today = new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });

for (const entry of document.querySelectorAll("[data-sy-until]")) {
  const list = entry.parentElement;
  const isLast = list.childElementCount === 1;
  if (entry.dataset.syUntil < today && !(isLast && list.matches("[data-sy-days]"))) entry.remove();
}
for (const group of document.querySelectorAll("[data-sy-group]")) {
  if (!group.querySelector("li")) group.remove();
}
