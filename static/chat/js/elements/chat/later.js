/** Parts of the page that nobody needs at first: each comes with its modules when it is first asked for. */

const PARTS = new Map([
  ["keys", () => import("./keys.js")],
  ["new", () => import("./new-room.js")],
  ["panel", () => import("./panels/panel.js")],
]);

/** Whether the elements of a part are there now; false: the network is not. */
export async function arrived(part) {
  try {
    await PARTS.get(part)?.();
    return true;
  } catch {
    return false;
  }
}
