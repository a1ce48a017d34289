/** The page /test/: one session, one set of checks, and the elements that show them. */

import "./elements/bench.js";
import "./elements/checks.js";
import "./elements/snippets.js";
import { Checks } from "./models/checks.js";
import { Session } from "./models/session.js";

const site = Object.freeze(JSON.parse(document.getElementById("site").textContent));
const page = Object.freeze({ secure: location.protocol === "https:", host: location.host });

const bench = document.querySelector("wss-bench");
bench.site = site;
bench.model = new Session(page);

const checks = document.querySelector("wss-checks");
checks.addressNow = () => bench.address;
checks.model = new Checks(page);

document.querySelector("wss-snippets").site = site;
