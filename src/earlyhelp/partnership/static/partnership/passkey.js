// Asks the browser for a passkey, or to make one, and sends its answer with the form. Nothing else on the pages needs this.

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");

const withBytes = (described) => ({ ...described, id: bytes(described.id) });

/** What the server asks, with its texts turned into bytes. */
function question(asked) {
  const ready = { ...asked, challenge: bytes(asked.challenge) };
  if (asked.user) ready.user = withBytes(asked.user);
  for (const list of ["allowCredentials", "excludeCredentials"]) {
    if (asked[list]) ready[list] = asked[list].map(withBytes);
  }
  return ready;
}

/** What the browser answered, with its bytes turned into text. */
function answer(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: {},
  });
}

function start(form) {
  if (!window.PublicKeyCredential) return;
  const { passkey, passkeyDo } = form.dataset;
  const said = form.querySelector("[data-passkey-said]");
  form.querySelector("[data-passkey-without]").remove();
  form.querySelector("[data-passkey-button]").hidden = false;
  form.addEventListener("submit", async (event) => {
    if (event.submitter && event.submitter.name) return; // the language switch sends what was typed as it is
    event.preventDefault();
    said.textContent = "";
    try {
      const publicKey = question(JSON.parse(passkey));
      const credential = await navigator.credentials[passkeyDo]({ publicKey });
      form.elements.credential.value = answer(credential);
      HTMLFormElement.prototype.submit.call(form);
    } catch {
      said.textContent = said.dataset.failed;
    }
  });
}

document.querySelectorAll("form[data-passkey]").forEach(start);
