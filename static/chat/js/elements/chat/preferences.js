/** The preferences of this browser, and what of them the whole page shows. */

import { Preferences } from "../../models/preferences.js";

export const preferences = new Preferences(storage());

preferences.addEventListener("change", paint);
addEventListener("storage", () => preferences.follow());
paint();

/** What theme.js has begun before the first paint. */
function paint() {
  const { theme } = preferences;
  const root = document.documentElement;
  if (theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = theme;
  for (const bar of document.querySelectorAll("meta[name=theme-color]")) bar.media = mediaOf(bar, theme);
}

/** Of the two colours of a phone's bar the chosen one counts, or that of the system. */
function mediaOf(bar, theme) {
  bar.dataset.scheme ??= bar.media.includes("dark") ? "dark" : "light";
  if (theme === "auto") return `(prefers-color-scheme: ${bar.dataset.scheme})`;
  return theme === bar.dataset.scheme ? "all" : "not all";
}

function storage() {
  try {
    return localStorage;
  } catch {
    return null; // where cookies are forbidden, so is this
  }
}
