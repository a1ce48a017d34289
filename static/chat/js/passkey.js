/** Says in the page what allauth's scripts for passkeys say only in the console. */

document.addEventListener("allauth.error", () => {
  document.getElementById("passkey-fault").hidden = false;
});
