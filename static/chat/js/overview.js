/** The head of the admin panel: health as /healthz tells it, and charts that keep up with the time. */

const HEALTH = 10_000; // milliseconds between two looks
const CHARTS = 60_000;

/** "well", or what is wrong, behind each part of the site. */
async function examine(list) {
  const answer = await fetch("/healthz").then((response) => response.json()).catch(() => null);
  for (const part of list.querySelectorAll("[data-part]")) {
    const trouble = answer ? answer[part.dataset.part] : list.dataset.lost;
    const told = part.querySelector("span") ?? part.appendChild(document.createElement("span"));
    told.textContent = trouble ?? list.dataset.well;
    told.className = trouble ? "health-ill" : "health-well";
  }
}

/** The charts of now in place of those there are, unless somebody reads a table or has the focus in one. */
async function redraw() {
  const old = document.querySelector(".overview");
  if (!old || old.querySelector("details[open]") || old.contains(document.activeElement)) return;
  const text = await fetch(location.href).then((response) => (response.ok ? response.text() : "")).catch(() => "");
  const now = new DOMParser().parseFromString(text, "text/html").querySelector(".overview");
  if (now) old.replaceWith(now);
}

function whileSeen(work) {
  return () => document.visibilityState === "visible" && work();
}

const health = document.querySelector(".health");
if (health) {
  examine(health);
  setInterval(whileSeen(() => examine(health)), HEALTH);
}
setInterval(whileSeen(redraw), CHARTS);
