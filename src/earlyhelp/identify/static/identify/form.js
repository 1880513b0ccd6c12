// Enhancements of the page on which a notification is written. The page works without them.

/** Fill from the incident as soon as its number was typed. Nothing that was typed meanwhile is overwritten. */
function startIncident(form) {
  const number = form.elements.incident_number;
  const status = form.querySelector("[data-incident-said]");
  const find = form.querySelector("[data-incident-find]");
  const remove = form.querySelector("[data-incident-drop]");
  let last = form.elements.prefilled_from.value;

  const boxes = (name) => [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  const isDefault = (box) =>
    box.type === "hidden" || box.value === "" || (box.tagName === "SELECT" && [...box.options].some((option) => option.selected && option.defaultSelected));

  function rowOf(name) {
    const found = name.match(/^people-(\d+)-/);
    if (!found) return;
    const add = form.querySelector("#people [data-rows-add]");
    while (add && add.isConnected && !boxes(`people-${found[1]}-row`).length) {
      const before = form.querySelectorAll("#people [data-row]").length;
      add.click();
      if (form.querySelectorAll("#people [data-row]").length === before) return;
    }
  }

  function put(name, value) {
    rowOf(name);
    for (const box of boxes(name)) {
      if (box.type === "radio" || box.type === "checkbox") {
        box.checked = box.value === value;
      } else if (isDefault(box)) {
        box.value = value;
      }
    }
  }

  function mark() {
    const names = form.elements.prefilled.value.split(" ");
    form.querySelectorAll("[data-from-incident]").forEach((tag) => {
      const name = tag.dataset.fromIncident;
      const row = form.elements[`${name}-prefilled`];
      tag.hidden = !(names.includes(name) || (row && row.value));
    });
    remove.hidden = !form.elements.prefilled_from.value;
  }

  async function look() {
    const typed = number.value.trim();
    if (!typed || typed.toUpperCase() === last.toUpperCase()) return;
    last = typed;
    const held = document.activeElement;
    try {
      const answer = await fetch(form.dataset.incidentUrl, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json", "X-Requested-With": "fetch" },
        credentials: "same-origin",
        redirect: "error",
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const { said, found, values } = await answer.json();
      if (found) {
        Object.entries(values).forEach(([name, value]) => put(name, value));
        mark();
        if (held && held !== document.body) held.focus();
        form.dispatchEvent(new Event("change", { bubbles: true }));
      }
      status.textContent = said;
    } catch {
      last = "";
      status.textContent = form.dataset.incidentFailed;
    }
  }

  number.addEventListener("change", look);
  // "Go" on a telephone's keyboard looks for the incident, and leaves the page where it is.
  number.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    look();
  });
  find.addEventListener("click", () => { last = ""; });
}

/** Let a relationship be chosen among the people as they are named now, not only as the page was drawn. */
function startRelations(form) {
  const holder = form.querySelector("[data-relations]");
  if (!holder) return;
  const selects = () => [...holder.querySelectorAll("select")].filter((select) => /-(person|of)$/.test(select.name));

  function refresh() {
    const people = [...form.querySelectorAll("#people [data-row]")].map((row) => {
      const index = row.querySelector("input[type=hidden][name$='-row']").name.match(/-(\d+)-row$/)[1];
      const name = ["given_name", "family_name"]
        .map((part) => form.elements[`people-${index}-${part}`]?.value.trim())
        .filter(Boolean)
        .join(" ");
      const title = row.querySelector("legend").textContent.trim();
      return [index, name ? `${title}: ${name}` : title];
    });
    selects().forEach((select) => {
      const chosen = select.value;
      [...select.options].slice(1).forEach((option) => option.remove());
      people.forEach(([index, text]) => select.add(new Option(text, index, false, index === chosen)));
    });
  }

  form.querySelector("#people").addEventListener("change", refresh);
  holder.addEventListener("change", (event) => {
    if (event.target.closest("[data-rows]") === event.target) refresh();
  });
}

document.querySelectorAll("form[data-incident-url]").forEach(startIncident);
document.querySelectorAll("#main-form").forEach(startRelations);
