/** The preferences of this browser, and what of them the whole page shows. */

import { Preferences } from "../../models/preferences.js";

export const preferences = new Preferences(storage());

preferences.addEventListener("change", paint);
addEventListener("storage", () => preferences.follow());

/** As theme.js does before the first paint. */
function paint() {
  const { theme } = preferences;
  const root = document.documentElement;
  if (theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = theme;
}

function storage() {
  try {
    return localStorage;
  } catch {
    return null; // where cookies are forbidden, so is this
  }
}
