// The list of what waits on this telephone, with its states. Every word stands in the page, in its language.
const { outbox } = self;
const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
const HOW = { day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit" };
const written = (at) => new Date(at).toLocaleString("en-GB", HOW);

export async function startWaiting(place, { sendSoon }) {
  const list = place.querySelector("ol");
  const empty = document.querySelector("[data-offline-empty]");
  const live = document.querySelector("[data-offline-live]");
  const card = place.querySelector("template");
  const dialog = document.querySelector("[data-offline-delete]");
  const sending = new Set();
  let chosen = null;
  let shown = "";

  function draw(item, number) {
    const state = sending.has(item.id) ? "sending" : item.state;
    const drawn = card.content.cloneNode(true).firstElementChild;
    drawn.dataset.key = item.id;
    drawn.dataset.state = state;
    drawn.querySelectorAll("[data-for]").forEach((part) => {
      if (!part.dataset.for.split(" ").includes(state)) part.remove();
    });
    drawn.querySelectorAll("[data-kind]").forEach((part) => {
      if (part.dataset.kind !== item.kind) part.remove();
    });
    drawn.querySelectorAll("[data-number]").forEach((part) => { part.textContent = String(number); });
    const put = (name, text) => drawn.querySelectorAll(`[data-${name}]`).forEach((part) => { part.textContent = text; });
    put("at", written(item.at));
    put("reference", item.reference || "");
    drawn.querySelectorAll("a[data-open]").forEach((link) => { link.href = `${link.dataset.open}#${item.id}`; });
    drawn.querySelectorAll("a[data-mend]").forEach((link) => { link.href = item.href; });
    drawn.querySelectorAll("[data-problems]").forEach((problems) => {
      for (const { where, message } of item.problems || []) {
        const line = document.createElement("li");
        if (where) {
          const title = document.createElement("strong");
          title.textContent = where;
          line.append(title, document.createElement("br"));
        }
        line.append(message);
        problems.append(line);
      }
    });
    drawn.querySelectorAll("[data-remove]").forEach((button) => button.addEventListener("click", () => removeOne(item, state)));
    return drawn;
  }

  async function removeOne(item, state) {
    chosen = item.id;
    if (["sent", "mend"].includes(state)) await away();
    else dialog.showModal();
  }

  async function away() {
    dialog.close();
    await outbox.remove(chosen);
    document.querySelector("h1").focus();
  }

  async function redraw() {
    const items = await outbox.list();
    const now = JSON.stringify([items, [...sending]]);
    if (now === shown) return; // nothing moves under a finger when nothing has changed
    shown = now;
    const focused = document.activeElement?.closest("[data-key]")?.dataset.key;
    list.replaceChildren(...items.map((item, at) => draw(item, at + 1)));
    empty.hidden = items.length > 0;
    place.hidden = items.length === 0;
    if (focused) list.querySelector(`[data-key="${focused}"] :is(a, button)`)?.focus();
  }

  function say(state, change) {
    const sentence = live.dataset[`said${state[0].toUpperCase()}${state.slice(1)}`];
    if (sentence && live.textContent !== fill(sentence, change)) live.textContent = fill(sentence, change);
  }

  new BroadcastChannel("earlyhelp-outbox").onmessage = async ({ data }) => {
    if (data.state === "sending") sending.add(data.id);
    else sending.delete(data.id);
    if (data.state) say(data.state, data);
    await redraw();
  };
  document.querySelector("[data-offline-now]").addEventListener("click", async () => {
    const how = await sendSoon().catch(() => "later");
    if (how === "later" || how === "signin") say(how, {});
  });
  dialog.querySelector("[data-leave]").addEventListener("click", away);
  dialog.querySelector("[data-stay]").addEventListener("click", () => dialog.close());
  await redraw();
}
