/** The time, and calls at a later one: what is given in place of it in a test. */

export const CLOCK = Object.freeze({
  now: () => Date.now(),
  setTimeout: (call, wait) => setTimeout(call, wait),
  clearTimeout: (timer) => clearTimeout(timer),
});
