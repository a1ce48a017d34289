/** The same walk in other places than this page: code that runs as it is copied. */

/** The tutorial's own test, letter by letter, with an address and the alerts in the reader's language. */
export function consoleSnippet(address, words, gap = false) {
  return `// ${words.comment}
ws = new WebSocket("${address}");
${gap ? "\n" : ""}ws.onopen = function() {
    alert("${words.opened}");
    ws.send('tom');
    alert("${words.sent}");
};
ws.onmessage = function(e) {
    alert("${words.received}" + e.data);
};`;
}

export function wechatSnippet(address, words) {
  return `const socket = wx.connectSocket({
  url: "${address}",
  fail: (res) => console.error(res.errMsg),
});
socket.onOpen(() => {
  console.log("${words.opened}");
  socket.send({ data: "tom" });
});
socket.onMessage((res) => {
  console.log("${words.received}" + res.data);
});
socket.onClose((res) => {
  console.log("${words.closed}" + res.code + " " + res.reason);
});
socket.onError((res) => {
  console.error(res.errMsg);
});`;
}

export function pythonSnippet(address) {
  return `# pip install websockets
from websockets.sync.client import connect

with connect("${address}") as ws:
    ws.send("tom")
    print(ws.recv())`;
}

export function shellSnippet(address, words) {
  const { host, hostname, port, protocol } = new URL(address);
  const certificate = `

# ${words.chain}
openssl s_client -connect ${port ? host : `${host}:443`} -servername ${hostname} </dev/null`;
  return `# ${words.node}
npx wscat -c ${address} -x tom${protocol === "wss:" ? certificate : ""}`;
}
