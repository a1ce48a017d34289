/** What a frame weighs and holds: strings and ArrayBuffers, as WebSocket gives them. */

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

export function bytesOf(data) {
  return typeof data === "string" ? encoder.encode(data) : new Uint8Array(data);
}

export function sameData(one, other) {
  if (typeof one === "string" || typeof other === "string") return one === other;
  const [a, b] = [bytesOf(one), bytesOf(other)];
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

/** The first `limit` bytes as hexadecimal pairs: "74 6f 6d". */
export function hex(data, limit = 48) {
  const bytes = bytesOf(data);
  const pairs = Array.from(bytes.slice(0, limit), (byte) => byte.toString(16).padStart(2, "0"));
  return pairs.join(" ") + (bytes.length > limit ? " …" : "");
}

/** The text in UTF-8 bytes, or null where they are no text. */
export function readable(data) {
  try {
    return decoder.decode(bytesOf(data));
  } catch {
    return null;
  }
}
