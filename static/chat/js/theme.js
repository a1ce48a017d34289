/* The colours that somebody has chosen, before anything is painted: a classic script, for modules wait. */

try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // A browser that keeps nothing shows its own scheme.
}
