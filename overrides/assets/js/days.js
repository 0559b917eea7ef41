// Shows what holds today, drops what has passed since the site was built, and groups left empty. Without it days stay, with their dates.
import { today } from "./today.js";

for (const entry of document.querySelectorAll("[data-sy-from]")) {
  if (entry.dataset.syFrom <= today()) entry.hidden = false;
}
for (const entry of document.querySelectorAll("[data-sy-until]")) {
  const list = entry.parentElement;
  const isLast = list.childElementCount === 1;
  if (entry.dataset.syUntil < today() && !(isLast && list.matches("[data-sy-days]"))) entry.remove();
}
for (const group of document.querySelectorAll("[data-sy-group]")) {
  if (!group.querySelector("li")) group.remove();
}
