// The service worker. `SHELL` and `outbox` stand above it in the same text.
// It keeps only what is the same for every visitor: the shells are fetched without cookies, so that nobody can be in them.
(() => {
  "use strict";
  const { version, pages, parts, offline, waiting } = self.SHELL;
  const NAME = `earlyhelp-${version}`;
  const kept = async (address) => (await caches.open(NAME)).match(address, { ignoreVary: true });

  self.addEventListener("install", (event) => {
    const shells = pages.map((address) => new Request(address, { credentials: "omit", cache: "reload" }));
    const drawn = parts.map((address) => new Request(address, { credentials: "omit", cache: "no-cache" }));
    event.waitUntil(caches.open(NAME).then((cache) => cache.addAll([...shells, ...drawn])).then(() => self.skipWaiting()));
  });

  self.addEventListener("activate", (event) => {
    const old = caches.keys().then((names) => names.filter((name) => name.startsWith("earlyhelp-") && name !== NAME));
    event.waitUntil(old.then((names) => Promise.all(names.map((name) => caches.delete(name)))).then(() => self.clients.claim()));
  });

  const inLanguage = async (path) => `${path}?language=${(await self.outbox.setting("language").catch(() => "")) || "en"}`;

  /** A shell as it is kept; in the reader's language when the address names none. */
  async function shell(url, request) {
    const address = url.search ? url.pathname + url.search : await inLanguage(url.pathname);
    return (await kept(address)) || fetch(request);
  }

  /** Any other page comes from the server. Without a signal: the page on which one can write all the same. */
  async function page(request) {
    try {
      return await fetch(request);
    } catch {
      return Response.redirect(await inLanguage(offline), 302);
    }
  }

  self.addEventListener("fetch", (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== "GET" || url.origin !== self.location.origin) return;
    if (parts.includes(url.pathname)) {
      event.respondWith(kept(url.pathname).then((found) => found || fetch(request)));
    } else if (request.mode === "navigate") {
      const ours = [offline, waiting].includes(url.pathname);
      event.respondWith(ours ? shell(url, request) : page(request));
    }
  });

  // Background Sync, where there is one: the signal came back and perhaps no page is open.
  self.addEventListener("sync", (event) => {
    if (event.tag !== "earlyhelp-outbox") return;
    event.waitUntil(self.outbox.send().then((how) => {
      if (how === "later") throw new Error("no signal yet");
    }));
  });
})();
