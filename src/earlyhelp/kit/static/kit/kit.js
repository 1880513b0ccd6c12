// Enhancements. Every page works without them.
import { initAll as initGovuk } from "../vendor/govuk-frontend.min.js";
import { initAll as initMoj } from "../vendor/moj-frontend.min.js";

/** Draw `{name}` in a sentence that the page brought in the reader's language. */
const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));

/** Save the form while it is written. The address answers 2xx; a JSON `at` ("10:42") is shown when it comes. */
function startAutosave(form) {
  const { autosaveUrl, autosaveSaved, autosaveSaving, autosaveFailed } = form.dataset;
  const status = form.querySelector("[data-autosave-status]");
  let timer = null;
  let busy = false;
  let waiting = false;
  let sending = false;

  const say = (sentence, failed = false) => {
    if (!status) return;
    status.textContent = sentence;
    status.classList.toggle("kit-saved--failed", failed);
  };

  const later = (milliseconds) => {
    clearTimeout(timer);
    timer = setTimeout(save, milliseconds);
  };

  async function save() {
    clearTimeout(timer);
    if (sending) return;
    if (busy) {
      waiting = true;
      return;
    }
    busy = true;
    waiting = false;
    if (status && !status.textContent) say(autosaveSaving);
    try {
      const answer = await fetch(autosaveUrl, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json", "X-Requested-With": "fetch" },
        credentials: "same-origin",
        redirect: "error",
        keepalive: document.visibilityState === "hidden",
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const told = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : {};
      const now = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
      say(fill(autosaveSaved, { time: told.at || now }));
      form.dataset.autosaveState = "saved";
    } catch {
      say(autosaveFailed, true);
      form.dataset.autosaveState = "failed";
      later(10000);
    } finally {
      busy = false;
      if (waiting) later(500);
    }
  }

  form.addEventListener("input", () => later(1500));
  form.addEventListener("change", () => later(300));
  form.addEventListener("submit", () => {
    sending = true;
    clearTimeout(timer);
  });
  form.addEventListener("kit:save", save);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && timer !== null) save();
  });
  window.addEventListener("pageshow", () => { sending = false; });
}

/** Let a form go once. The buttons stay enabled, so that the name of the pressed one is sent. */
function stopSecondSend(form) {
  let gone = false;
  form.addEventListener("submit", (event) => {
    if (gone) event.preventDefault();
    gone = true;
    setTimeout(() => { gone = false; }, 4000);
  });
  window.addEventListener("pageshow", () => { gone = false; });
}

/** Add a row in the page instead of asking the server for it. Removing asks the server, which counts them anew. */
function startRows(rows) {
  const button = rows.querySelector("[data-rows-add]");
  const template = rows.querySelector("template");
  if (!button || !template) return;
  button.addEventListener("click", (event) => {
    const shown = rows.querySelectorAll("[data-row]");
    event.preventDefault();
    const marker = [...shown].map((row) => row.querySelector("input[type=hidden]").name.match(/-(\d+)-row$/));
    const next = Math.max(-1, ...marker.map((found) => Number(found[1]))) + 1;
    const holder = document.createElement("template");
    holder.innerHTML = template.innerHTML
      .replaceAll("__index__", String(next))
      .replaceAll("__number__", String(shown.length + 1));
    const row = holder.content.firstElementChild;
    button.before(row);
    initGovuk({ scope: row });
    const title = row.querySelector("legend");
    title.focus();
    rows.dispatchEvent(new Event("change", { bubbles: true }));
    if (shown.length + 1 >= Number(rows.dataset.maximum)) button.remove();
  });
}

/** Escape leaves the page, as Shift three times does. */
function startExitKey(exit) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) {
      exit.querySelector("a").click();
    }
  });
}

/** Warn before the session ends, after saving what was typed. */
function startSessionWarning(dialog) {
  const whole = Number(dialog.dataset.sessionMinutes) * 60000;
  const warn = Math.min(Number(dialog.dataset.sessionWarnSeconds) * 1000, whole / 2);
  const left = dialog.querySelector("[data-session-left]");
  let ends = Date.now() + whole;

  const tell = () => {
    const minutes = Math.max(0, Math.ceil((ends - Date.now()) / 60000));
    left.textContent = minutes === 1 ? left.dataset.one : fill(left.dataset.other, { count: minutes });
  };
  const tick = () => {
    const remaining = ends - Date.now();
    if (remaining <= 0) return window.location.reload();
    if (remaining <= warn) {
      if (!dialog.open) {
        document.querySelectorAll("form[data-autosave-url]").forEach((form) => form.dispatchEvent(new Event("kit:save")));
        dialog.showModal();
      }
      tell();
    }
    return undefined;
  };
  dialog.querySelector("[data-session-stay]").addEventListener("click", async () => {
    const answer = await fetch("/", { method: "HEAD", credentials: "same-origin" }).catch(() => null);
    if (answer && answer.ok) ends = Date.now() + whole;
    dialog.close();
  });
  setInterval(tick, 15000);
}

/** GOV.UK Frontend puts aria-expanded on radios that reveal something; ARIA does not allow it there. */
const withoutExpanded = (radio) => {
  if (radio.hasAttribute("aria-expanded")) radio.removeAttribute("aria-expanded");
};
new MutationObserver((changes) => changes.forEach(({ target }) => target.type === "radio" && withoutExpanded(target)))
  .observe(document.body, { subtree: true, attributeFilter: ["aria-expanded"] });

initGovuk();
initMoj();
document.querySelectorAll("form[data-autosave-url]").forEach(startAutosave);
document.querySelectorAll('form[method="post"]').forEach(stopSecondSend);
document.querySelectorAll("[data-rows]").forEach(startRows);
document.querySelectorAll("[data-exit-keys]").forEach(startExitKey);
document.querySelectorAll("[data-session-minutes]").forEach(startSessionWarning);
