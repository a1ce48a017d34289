/* The offline page: in place of one that could not be opened, to which it goes back by itself. */

import { Returning } from "./models/returning.js";

const OWN = document.querySelector("link[rel=canonical]").href; // where it is nobody's place

/** Whether it is the site that answers, and no proxy that speaks for it. */
async function answers() {
  try {
    return (await fetch(OWN, { method: "HEAD", cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

if (location.href !== OWN) {
  const returning = new Returning({ answers });
  addEventListener("online", () => returning.hurry());
  addEventListener("visibilitychange", () => document.hidden || returning.hurry());
  await returning.wait();
  location.reload();
}
