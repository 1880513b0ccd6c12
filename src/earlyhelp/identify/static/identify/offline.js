// Writing without a signal, on every page: says whose telephone this is, sends what waits, and guards signing out.
import "./outbox.js";
import { startNote, startWriting } from "./writing.js";
import { startWaiting } from "./waiting.js";

const place = document.querySelector("[data-offline]");
const able = "serviceWorker" in navigator && "indexedDB" in window && crypto.subtle && navigator.locks && "BroadcastChannel" in window;
const { outbox } = self;
const AGAIN = 15000;

/** Copy a template of the page to the top of its main part. */
function showAtTop(name, count) {
  const shown = document.querySelector(`template[data-offline-${name}]`).content.cloneNode(true);
  const number = shown.querySelector("[data-count]");
  if (number) number.textContent = String(count);
  document.getElementById("main-content").prepend(shown);
}

/** Signing out destroys the key. With something unsent, ask first. */
function guardSignOut(form, dialog) {
  let nothingKept = false;
  outbox.list().then((items) => { nothingKept = items.length === 0; });
  const leave = async () => {
    await outbox.destroy();
    form.submit();
  };
  form.addEventListener("submit", async (event) => {
    if (nothingKept) return void outbox.destroy();
    event.preventDefault();
    if ((await outbox.unsent()) === 0) return void (await leave());
    return dialog.showModal();
  });
  new BroadcastChannel("earlyhelp-outbox").onmessage = () => { nothingKept = false; };
  dialog.querySelector("[data-leave]").addEventListener("click", leave);
  dialog.querySelector("[data-stay]").addEventListener("click", () => dialog.close());
}

/** Ask the browser to send as soon as there is a signal, even when no page is open. */
async function sendSoon() {
  const registration = await navigator.serviceWorker.getRegistration().catch(() => null);
  if (registration?.sync) await registration.sync.register("earlyhelp-outbox").catch(() => null);
  return outbox.send();
}

async function start() {
  const { owner, worker, session, send, example, waiting, signIn, signOut } = place.dataset;
  await outbox.set("language", document.documentElement.lang);
  if (owner) await outbox.claim(owner, { session, send, example });
  if (worker) navigator.serviceWorker.register(worker, { scope: "/", updateViaCache: "none" }).catch(() => null);

  const [form] = document.querySelectorAll(`form[action="${signOut}"]`);
  if (form) guardSignOut(form, document.querySelector("[data-offline-sign-out]"));
  const writing = document.querySelector("form[data-offline-form]");
  const list = document.querySelector("[data-offline-list]");
  const note = document.querySelector("[data-offline-note]");
  if (writing || list) await outbox.confirmOwner();
  const count = await outbox.unsent();
  if (count && !owner && document.querySelector(`form[action="${signIn}"]`)) showAtTop("warning", count);

  if (count && owner && !note) showAtTop("banner", count);
  if (writing) await startWriting(writing, { waiting, sendSoon });
  if (list) await startWaiting(list, { sendSoon });
  if (note) await startNote(note, { waiting, sendSoon });

  const trySending = () => sendSoon().catch(() => null);
  window.addEventListener("online", trySending);
  setInterval(async () => { if (await outbox.unsent()) outbox.send().catch(() => null); }, AGAIN);
  trySending();
  document.documentElement.dataset.offlineReady = "true";
}

/** Say so where it matters: a browser without these parts, or one that keeps nothing (a private window). */
const sayUnable = () => document.querySelectorAll("[data-offline-unsupported]").forEach((said) => { said.hidden = false; });

if (able) start().catch(sayUnable);
else sayUnable();
