// Opens the pages of the telephone without signal. It keeps nothing by itself: phone.js puts the copies there, and takes them away.

const KEPT = "tenor-phone";
const PATIENCE = 6000; // milliseconds of poor signal before the copy is shown

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const own = new URL(request.url).origin === self.location.origin;
  const asked = request.destination === ""; // by phone.js itself: it must learn that there is no signal, and never keep a copy of a copy
  if (request.method !== "GET" || !own || asked) return;
  event.respondWith(answer(request));
});

async function answer(request) {
  const copy = await (await caches.open(KEPT)).match(request, { ignoreSearch: true, ignoreVary: true });
  if (copy && /\.[0-9a-f]{12}\./.test(request.url)) return copy; // its name changes when it changes
  if (!copy) return fetch(request);
  try {
    return await Promise.race([fetch(request), late()]);
  } catch {
    return copy;
  }
}

function late() {
  return new Promise((_, reject) => setTimeout(() => reject(new Error("no answer")), PATIENCE));
}
