/** Addresses of sockets: the doors of this site, and what can be told from an address without opening it. */

export const DOORS = Object.freeze(["wss", "root", "broadcast"]);

/** The address of a door. `site` is {scheme, host}; `room` names a broadcast group. */
export function addressOf(door, site, room = "lobby") {
  const base = `${site.scheme}://${site.host}`;
  if (door === "wss") return `${base}/wss`;
  if (door === "broadcast") return `${base}/wss/broadcast/${encodeURIComponent(room)}`;
  return base;
}

/** The door that an address leads to, or null for a foreign one. */
export function doorOf(address, site, room) {
  const facts = factsOf(address);
  if (facts === null) return null;
  return DOORS.find((door) => factsOf(addressOf(door, site, room))?.href === facts.href) ?? null;
}

/** {href, scheme, host, name, port, secure, isIp, isLocal, page}, or null: no socket address. */
export function factsOf(address) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (!["ws:", "wss:"].includes(url.protocol) || url.hash || !url.hostname) return null;
  const secure = url.protocol === "wss:";
  return {
    href: url.href,
    scheme: secure ? "wss" : "ws",
    host: url.host,
    name: url.hostname,
    port: url.port || (secure ? "443" : "80"),
    secure,
    isIp: isIp(url.hostname),
    isLocal: isLocal(url.hostname),
    page: `${secure ? "https" : "http"}://${url.host}/`,
  };
}

/** The two addresses of the tutorial: {port: with the port (method two), path: /wss behind a proxy (method one)}. */
export function methodsOf(site, usualPort = "8282") {
  const { name, port } = factsOf(`${site.scheme}://${site.host}`);
  const shown = ["443", "80"].includes(port) ? usualPort : port;
  return { port: `${site.scheme}://${name}:${shown}`, path: `${site.scheme}://${name}/wss` };
}

function isIp(name) {
  return name.startsWith("[") || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(name);
}

function isLocal(name) {
  return name === "localhost" || name.endsWith(".localhost") || name === "[::1]" || name.startsWith("127.");
}
