// The page that is written without a signal, and the note on the page that was opened with one and lost it.
const { outbox } = self;
const KEY = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const PAUSE = 600;
const NOT_ANSWERS = new Set(["csrfmiddlewaretoken", "danger", "opened"]);

/** What stands in a form, as {name: [values]}. */
function typedIn(form) {
  const typed = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && !NOT_ANSWERS.has(name)) (typed[name] ??= []).push(value);
  }
  return typed;
}

const kindOf = (danger) => (danger && danger !== "neither" ? "safeguarding" : "early_help");
const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
const clock = () => new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

/** Put what was kept back into the form: first enough rows, then every value, then what a choice reveals. */
function restore(form, { danger, typed }) {
  const rows = new Set(Object.keys(typed).map((name) => name.match(/^people-(\d+)-/)?.[1]).filter(Boolean));
  const numbers = [...rows].map(Number).sort((one, other) => one - other);
  const add = form.querySelector("[data-rows-add]");
  for (let more = numbers.length - form.querySelectorAll("[data-row]").length; more > 0; more -= 1) add.click();
  const values = new Map([["danger", [danger]]]);
  for (const [name, said] of Object.entries(typed)) {
    const row = name.match(/^people-(\d+)-(.+)$/);
    values.set(row ? `people-${numbers.indexOf(Number(row[1]))}-${row[2]}` : name, said);
  }
  for (const control of form.elements) {
    const said = values.get(control.name);
    if (!said || control.type === "submit") continue;
    if (!["radio", "checkbox"].includes(control.type)) control.value = said[0] ?? "";
    else if (said.includes(control.value) !== control.checked) control.click();
  }
}

/** A person is removed in the page itself: there is no server to ask. */
function removeRows(form) {
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=remove_person]");
    if (!button) return;
    event.preventDefault();
    const rows = button.closest("[data-rows]");
    button.closest("[data-row]").remove();
    form.dispatchEvent(new Event("offline:renumbered"));
    rows.querySelector("[data-row] legend")?.focus();
    rows.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

/** The sentences for answers that are still missing, as the server's rules would say them. */
function showMissing(form, typed, kind) {
  const box = form.querySelector("[data-offline-missing]");
  const said = (name) => Object.entries(typed).some(
    ([key, values]) => (key === name || key.startsWith(`${name}-`)) && values.some((value) => value.trim()),
  );
  const named = /^people-\d+-(given_name|family_name|description)$/;
  const somebody = Object.entries(typed).some(([key, [value]]) => named.test(key) && value.trim());
  let missing = 0;
  for (const line of box.querySelectorAll("[data-needed]")) {
    const { needed, tracks } = line.dataset;
    const answered = needed === "people" ? somebody : said(needed);
    line.hidden = answered || !tracks.split(" ").includes(kind);
    missing += line.hidden ? 0 : 1;
  }
  box.hidden = missing === 0;
  return missing;
}

export async function startWriting(form, { waiting, sendSoon }) {
  const asked = window.location.hash.slice(1);
  const id = KEY.test(asked) ? asked : outbox.newKey();
  const status = form.querySelector("[data-offline-status]");
  const { kept, notKept } = status.dataset;
  let timer = null;
  let warned = false;
  let done = false;
  let carried = {}; // relationships, which only the page with a signal asks for

  const answers = () => ({
    danger: new FormData(form).get("danger") || "",
    language: document.documentElement.lang,
    opened: Date.now() * 1000,
    typed: { ...carried, ...typedIn(form) },
  });
  const keep = async (state) => {
    clearTimeout(timer);
    timer = null;
    const said = answers();
    try {
      if (!(await outbox.keep(id, { state, kind: kindOf(said.danger), answers: said }))) {
        window.location.assign(waiting);
        return false;
      }
    } catch {
      status.textContent = notKept;
      status.classList.add("kit-saved--failed");
      return false;
    }
    status.classList.remove("kit-saved--failed");
    status.textContent = fill(kept, { time: clock() });
    return true;
  };

  if (!(await outbox.setting("owner"))) {
    document.querySelector("[data-offline-nobody]").hidden = false;
    return;
  }
  form.querySelector("[data-offline-fields]").disabled = false;
  document.querySelectorAll("a[data-offline-language]").forEach((link) => { link.hash = id; });
  const before = await outbox.read(id);
  if (before) {
    restore(form, before);
    carried = Object.fromEntries(Object.entries(before.typed).filter(([name]) => name.startsWith("relations-")));
  }
  form.addEventListener("offline:renumbered", () => { carried = {}; });
  window.history.replaceState(null, "", `#${id}`);
  removeRows(form);
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => keep("writing"), PAUSE);
  };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && timer !== null && !done) keep("writing");
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = answers();
    const unanswered = form.querySelector("[data-offline-danger]");
    unanswered.hidden = Boolean(said.danger);
    if (!said.danger) return unanswered.focus();
    const missing = showMissing(form, said.typed, kindOf(said.danger));
    if (missing && !warned) {
      warned = true;
      await keep("writing");
      return form.querySelector("[data-offline-missing]").focus();
    }
    done = await keep("waiting");
    if (!done) return undefined;
    sendSoon().catch(() => null);
    return window.location.assign(waiting);
  });
}

/** On the page that saves itself to the server: keep it here when it can not, and offer to send it later. */
export async function startNote(note, { waiting, sendSoon }) {
  const form = note.closest("form");
  const { key, danger } = note.dataset;
  const lost = note.querySelector("[data-offline-lost]");
  const found = note.querySelector("[data-offline-found]");
  const item = (state) => ({
    state,
    kind: kindOf(danger),
    answers: {
      danger,
      language: document.documentElement.lang,
      opened: Number(form.elements.opened.value),
      typed: typedIn(form),
    },
  });
  const before = await outbox.get(key);
  if (before && before.state !== "sent") found.hidden = false;

  new MutationObserver(async () => {
    if (form.dataset.autosaveState === "saved") {
      lost.hidden = true;
      if (found.hidden) await outbox.remove(key, "writing");
      return;
    }
    const reached = navigator.onLine && (await fetch("/health", { cache: "no-store" }).then((answer) => answer.ok).catch(() => false));
    if (reached) return;
    lost.hidden = !(await outbox.keep(key, item("writing")).catch(() => false));
    found.hidden = true;
  }).observe(form, { attributeFilter: ["data-autosave-state"] });

  form.addEventListener("submit", async (event) => {
    if (lost.hidden && navigator.onLine) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    lost.hidden = !(await outbox.keep(key, item("writing")).catch(() => false));
    note.focus();
  }, { capture: true });
  note.querySelector("[data-offline-queue]").addEventListener("click", async () => {
    if (!(await outbox.keep(key, item("waiting")).catch(() => false))) return;
    sendSoon().catch(() => null);
    window.location.assign(waiting);
  });
}
