// The queue says what colleagues did meanwhile, and can be worked by keys. Everything works without it.

const EVERY = 15000; // milliseconds between two questions
const USED_WITHIN = 600000; // nobody is at the page: stop asking, so that the session can end
const OFF = "queue-keys-off";

/** Ask how the notifications on this page stand, and say which changed. */
function startChanges(table) {
  const rows = new Map([...table.querySelectorAll("[data-queue-row]")].map((row) => [row.dataset.queueRow, row]));
  const status = document.querySelector("[data-queue-status]");
  const address = `${table.dataset.changesUrl}of=${[...rows.keys()].join(",")}`;
  let tag = "";
  let first = null;
  let used = Date.now();
  ["keydown", "pointerdown", "scroll"].forEach((kind) => {
    document.addEventListener(kind, () => { used = Date.now(); }, { passive: true });
  });

  const mark = (row, sentence) => {
    const cell = row.querySelector("th");
    const said = cell.querySelector(".solve-queue__mark") || document.createElement("span");
    said.className = "solve-queue__mark";
    said.textContent = sentence;
    cell.append(said);
  };

  const tell = ({ count, marks }) => {
    let changed = 0;
    Object.entries(marks).forEach(([reference, { code, sentence }]) => {
      const row = rows.get(reference);
      if (!row || row.dataset.mark === code) return;
      changed += 1;
      mark(row, sentence);
    });
    if (first === null) first = count;
    const { one, other, again } = status.dataset;
    const parts = [];
    if (changed) parts.push(changed === 1 ? one : other.replace("{count}", String(changed)));
    if (count > first) parts.push(status.dataset.new);
    if (parts.length) parts.push(again);
    const words = parts.join(" ");
    if (status.textContent !== words) status.textContent = words;
  };

  const ask = async () => {
    if (document.visibilityState === "hidden" || Date.now() - used > USED_WITHIN) return;
    try {
      const headers = tag ? { "If-None-Match": tag } : {};
      const answer = await fetch(address, { headers, cache: "no-store", credentials: "same-origin", redirect: "error" });
      if (answer.status !== 200) return;
      tag = answer.headers.get("ETag") || "";
      tell(await answer.json());
    } catch {
      // The network is away: the next question asks again.
    }
  };
  ask();
  setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
}

/** Single keys, which can be turned off (WCAG 2.1.4), and never while somebody types. */
function startKeys(panel) {
  const control = panel.querySelector("[data-queue-keys-switch]");
  const links = [...document.querySelectorAll("[data-queue-row] .kit-reference")];
  const isOff = () => localStorage.getItem(OFF) === "1";
  const show = () => { control.textContent = isOff() ? control.dataset.on : control.dataset.off; };
  panel.hidden = false;
  show();
  control.addEventListener("click", () => {
    if (isOff()) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
    show();
  });

  const here = () => {
    const row = document.activeElement?.closest?.("[data-queue-row]");
    return row ? links.findIndex((link) => row.contains(link)) : -1;
  };
  const go = (step) => {
    const at = here();
    const next = at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + step));
    links[next]?.focus();
  };
  const keys = {
    j: () => go(1),
    k: () => go(-1),
    x: () => links[here()]?.closest("tr").querySelector("input[name=pick]")?.click(),
    "/": () => document.querySelector("input[name=text]")?.focus(),
    "?": () => {
      panel.open = true;
      panel.querySelector("summary").focus();
    },
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (isOff() || typing || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
}

document.querySelectorAll("[data-queue]").forEach(startChanges);
document.querySelectorAll("[data-queue-keys]").forEach(startKeys);
