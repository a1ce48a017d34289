/** Says in the page what allauth's scripts for passkeys say only in the console. */

document.addEventListener("allauth.error", () => {
  document.getElementById("passkey-fault").hidden = false;
});

// By now allauth's scripts have taken over these buttons. Before, a click would do nothing, or send
// the form without a passkey.
document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("[data-passkey]")) button.disabled = false;
});
