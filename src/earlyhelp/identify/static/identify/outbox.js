// What was written without a signal: kept on this telephone, encrypted, and sent once, in order, when there is one.
// Pages import this file; the service worker has it in its own text. It puts `outbox` on `self`.
//
// An item is {id, owner, order, state, kind, at, iv, data, reference, problems, href}. `data` is what was written,
// encrypted with a key that never leaves this telephone and that signing out destroys. The states:
//   writing  not finished           waiting  to be sent         signin   waits until its writer has signed in
//   sent     the server has it      mend     the server has it as a draft with something to put right
//   changed  a page opened later has saved the same draft       failed   the server could not read it
self.outbox = (() => {
  "use strict";
  const UNSENT = ["writing", "waiting", "signin", "changed", "failed"];
  const TRIED = ["waiting", "signin", "failed"];
  const KEPT_SENT = 7 * 24 * 3600 * 1000;
  const PATIENCE = 30000;
  const channel = new BroadcastChannel("earlyhelp-outbox");
  let opening = null;

  const answered = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  function open() {
    opening ??= new Promise((resolve, reject) => {
      const request = indexedDB.open("earlyhelp", 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore("items", { keyPath: "id" });
        request.result.createObjectStore("settings");
      };
      request.onsuccess = () => {
        request.result.onversionchange = () => { request.result.close(); opening = null; };
        request.result.onclose = () => { opening = null; };
        resolve(request.result);
      };
      request.onerror = () => { opening = null; reject(request.error); };
    });
    return opening;
  }

  /** Work on both tables in one transaction; done when it is on the disk. */
  async function within(mode, work) {
    const database = await open();
    const transaction = database.transaction(["items", "settings"], mode, { durability: "strict" });
    const ended = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
    const result = await work(transaction.objectStore("items"), transaction.objectStore("settings"));
    await ended;
    return result;
  }

  const setting = (name) => within("readonly", (_items, settings) => answered(settings.get(name)));
  const set = (name, value) => within("readwrite", (_items, settings) => answered(settings.put(value, name)));
  const get = (id) => within("readonly", (items) => answered(items.get(id)));
  const tell = (change) => channel.postMessage(change);
  const alone = (name, work) => navigator.locks.request(`earlyhelp-${name}`, work);

  /** A UUIDv7, as the server's own keys are. */
  function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    let now = Date.now();
    for (let at = 5; at >= 0; at -= 1) {
      bytes[at] = now % 256;
      now = Math.floor(now / 256);
    }
    bytes[6] = (bytes[6] & 0x0f) | 0x70;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  /** Say whose telephone this is from now on. What somebody else left here is destroyed, with its key. */
  const claim = (owner, addresses) => alone("owner", async () => {
    if ((await setting("owner")) !== owner) await destroy();
    const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    await within("readwrite", async (_items, settings) => {
      const key = await answered(settings.get("key"));
      if (!key) settings.put(fresh, "key");
      settings.put(owner, "owner");
      settings.put(addresses, "addresses");
    });
  });

  /** On a page that names nobody: when the server can be asked and somebody else is signed in, it is theirs now. */
  async function confirmOwner() {
    const addresses = await setting("addresses");
    if (!addresses || !navigator.onLine) return;
    const now = await session(addresses, 3000).catch(() => null);
    if (now && now.owner !== (await setting("owner"))) await claim(now.owner, addresses);
  }

  /** Destroy the key, and everything that it opened. Only the language stays. */
  async function destroy() {
    await within("readwrite", (items, settings) => {
      items.clear();
      ["key", "owner", "addresses", "counter"].forEach((name) => settings.delete(name));
    });
    tell({ destroyed: true });
  }

  const bound = (id, owner) => new TextEncoder().encode(`${owner} ${id}`);

  async function secrets() {
    const [key, owner] = [await setting("key"), await setting("owner")];
    if (!key || !owner) throw new Error("nobody has signed in on this telephone");
    return { key, owner };
  }

  /** Keep what was written. `answers` is {danger, language, opened, typed: {name: [values]}}. False when it is gone. */
  const keep = (id, { state, kind, answers }) => alone(id, async () => {
    const { key, owner } = await secrets();
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify(answers));
    const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bound(id, owner) }, key, text);
    const kept = await within("readwrite", async (items, settings) => {
      const before = await answered(items.get(id));
      if (before && ["sent", "mend"].includes(before.state)) return false;
      if ((await answered(settings.get("owner"))) !== owner) return false;
      const counter = ((await answered(settings.get("counter"))) ?? 0) + 1;
      settings.put(counter, "counter");
      items.put({ id, owner, order: counter, state, kind, at: Date.now(), iv, data });
      return true;
    });
    if (kept) tell({ id, state });
    return kept;
  });

  /** What was written in an item, or null when there is nothing that this telephone's key opens. */
  async function read(id) {
    const item = await get(id);
    if (!item?.data) return null;
    try {
      const { key, owner } = await secrets();
      const how = { name: "AES-GCM", iv: item.iv, additionalData: bound(id, owner) };
      return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(how, key, item.data)));
    } catch {
      return null;
    }
  }

  /** Every item in the order in which it was given to be sent, without what was written in it. */
  async function list() {
    const items = await within("readonly", (stored) => answered(stored.getAll()));
    return items.sort((one, other) => one.order - other.order).map(({ data, iv, ...item }) => item);
  }

  const unsent = async () => (await list()).filter((item) => UNSENT.includes(item.state)).length;

  /** Take an item away; `only` says the state in which alone it may go. */
  const remove = (id, only) => alone(id, async () => {
    await within("readwrite", async (items) => {
      const item = await answered(items.get(id));
      if (item && (!only || item.state === only)) items.delete(id);
    });
    tell({ id, state: "removed" });
  });

  async function change(id, changes) {
    await within("readwrite", async (items) => {
      const item = await answered(items.get(id));
      if (item) items.put({ ...item, ...changes });
    });
    tell({ id, ...changes, data: undefined });
  }

  const ask = (address, options) => fetch(address, {
    credentials: "same-origin",
    redirect: "manual",
    cache: "no-store",
    signal: AbortSignal.timeout(PATIENCE),
    ...options,
  });

  /** Who is signed in, and a fresh token; null when nobody is who may send. Throws without a signal. */
  async function session(addresses, patience = PATIENCE) {
    const headers = { Accept: "application/json" };
    const answer = await ask(addresses.session, { headers, signal: AbortSignal.timeout(patience) });
    if (answer.status >= 500) throw new Error(String(answer.status));
    return answer.ok ? answer.json() : null;
  }

  /** Send one item, or ask what became of it. Throws when it is to be tried again later. */
  const sendOne = (found, { owner, token }, addresses) => alone(found.id, async () => {
    const item = await get(found.id);
    if (!item || item.state !== found.state) return;
    const asking = !TRIED.includes(item.state);
    const answers = asking ? { typed: null } : await read(item.id);
    if (!answers) return void (await change(item.id, { state: "failed" }));
    if (!asking) tell({ id: item.id, state: "sending" });
    const answer = await ask(addresses.send.replace(addresses.example, item.id), {
      method: "POST",
      headers: { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ ...answers, owner }),
    });
    const json = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : {};
    await change(item.id, become(item, asking, answer, json));
    if (asking && answer.status === 410 && item.state === "mend") {
      await within("readwrite", (items) => items.delete(item.id));
      tell({ id: item.id, state: "removed" });
    }
  });

  /** What an item is after the server answered. Throws when the server could not. */
  function become(item, asking, answer, json) {
    if (answer.status === 200 && json.reference) {
      return { state: "sent", reference: json.reference, at: Date.now(), data: null, iv: null, problems: [] };
    }
    if (answer.type === "opaqueredirect" || answer.status === 403 || json.state === "other") {
      return { state: asking ? item.state : "signin" };
    }
    if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
    if (asking && item.state === "changed") return {};
    if (answer.status === 422) return { state: "mend", problems: json.problems, href: json.href, data: null, iv: null };
    if (json.state === "changed") return { state: "changed", href: json.href };
    return asking ? {} : { state: "failed" };
  }

  /** Send all that waits, in order. Gives "empty", "done", "signin" or, without a signal, "later". */
  const send = () => alone("sending", async () => {
    const old = Date.now() - KEPT_SENT;
    const items = await list();
    await Promise.all(items.filter((item) => item.state === "sent" && item.at < old).map((item) => remove(item.id, "sent")));
    const tried = items.filter((item) => TRIED.includes(item.state));
    const asked = items.filter((item) => ["mend", "changed"].includes(item.state));
    const addresses = await setting("addresses");
    if (!addresses || tried.length + asked.length === 0) return "empty";
    try {
      const now = await session(addresses);
      if (!now || now.owner !== (await setting("owner"))) {
        for (const item of tried) if (item.state !== "signin") await change(item.id, { state: "signin" });
        return "signin";
      }
      for (const item of [...tried, ...asked]) await sendOne(item, now, addresses);
      return "done";
    } catch {
      for (const item of tried) tell({ id: item.id, state: "later" });
      return "later";
    }
  });

  return { claim, confirmOwner, destroy, get, keep, list, newKey, read, remove, send, set, setting, unsent };
})();
