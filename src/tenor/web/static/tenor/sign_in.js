// Passkeys: what the browser can do is shown, and what went wrong is said in words.

const show = (name) => document.querySelectorAll(`[data-passkey="${name}"]`).forEach((each) => (each.hidden = false));

show("PublicKeyCredential" in window ? "can" : "none");

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  show("failed");
});
