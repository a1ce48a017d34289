/**
 * A WebSocket for mini-programs: the part of the browser's interface that lib/client.js uses, over wx.connectSocket.
 *
 *     new Client({ address, WebSocket: webSocketOf(wx), hello: () => ({ token }) })
 *
 * What WeChat documents and this minds: a socket that could not be made, of which only `fail` tells; an error after
 * which no close comes; close codes of 1000 and from 3000 on only; nothing may be sent before the socket is open.
 */

import { Lost, Refused } from "./questions.js";

const BROKEN = 1006; // as a browser says where no close was heard

/** The constructor, for this `wx`. */
export function webSocketOf(wx) {
  return class {
    onopen = null;
    onmessage = null;
    onclose = null;
    #task;
    #isOver = false;

    constructor(address, protocols = []) {
      this.#task = wx.connectSocket({ url: address, protocols, fail: () => this.#fail() });
      this.#task?.onOpen(() => this.onopen?.({}));
      this.#task?.onMessage(({ data }) => this.onmessage?.({ data }));
      this.#task?.onClose((close) => this.#end(close));
      this.#task?.onError(() => this.#end({}));
    }

    send(data) {
      this.#task.send({ data, fail: () => this.#end({}) });
    }

    close(code = 1000, reason = "") {
      this.#task?.close({ code, reason, fail: () => this.#end({}) });
    }

    /** Some fail before the constructor is through, and nobody can listen yet. */
    async #fail() {
      await null;
      this.#end({});
    }

    #end({ code = BROKEN, reason = "" }) {
      if (this.#isOver) return;
      this.#isOver = true;
      this.onclose?.({ code, reason });
    }
  };
}

/**
 * Signs in as the user of this mini-program: what wx.login gives is exchanged at `site` ("https://chat.example.org",
 * which stands in the mini-program's list of request domains) for an access token: `{ secret, token: { expires } }`.
 * Rejects with Refused, or with Lost where WeChat or the site could not be reached.
 */
export async function signIn(wx, site, language = "") {
  const { code } = await asked((ways) => wx.login(ways));
  const { data } = await asked((ways) =>
    wx.request({
      url: `${site}/api/mini/login`,
      method: "POST",
      header: { "Content-Type": "application/json", "Accept-Language": language },
      data: { code, provider: "wechat" },
      ...ways,
    }),
  );
  if (!data?.secret) throw data?.error ? new Refused(data) : new Lost("no answer of the site");
  return data;
}

/** What a function of wx gives to `success`; rejects with Lost where it fails. */
function asked(ask) {
  return new Promise((resolve, reject) => {
    ask({ success: resolve, fail: ({ errMsg }) => reject(new Lost(errMsg)) });
  });
}
