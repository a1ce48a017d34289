/** Gives a function that calls `work` once nobody has called it for `pause` milliseconds, with what was said last. */

export function settled(work, pause, clock = globalThis) {
  let timer;
  return (...said) => {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(() => work(...said), pause);
  };
}
