// Shows a page of our own when a page cannot be fetched. What a reader opened is kept only where they ask for it.
const CACHE = "offline-{{ version }}";
const KEPT = [{% for address in kept %}"{{ address|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];

addEventListener("install", (event) => {
    event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(KEPT)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
    const isOld = (name) => name.startsWith("offline-") && name !== CACHE;
    const clean = (names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name)));
    event.waitUntil(Promise.all([caches.keys().then(clean), registration.navigationPreload?.enable(), clients.claim()]));
});

// Windows that show a kept page: what it needs was kept with it.
const offline = new Set();
const LATE_MS = 3000; // a line that is up and carries nothing is no connection
const find = (request) => caches.match(request, { ignoreSearch: true, ignoreVary: true });
const failLate = (kept) => new Promise((_, fail) => { if (kept) setTimeout(fail, LATE_MS); });
const load = async (event) => await event.preloadResponse ?? fetch(event.request);

const navigate = async (event) => {
    try {
        return await Promise.race([load(event), find(event.request).then(failLate)]);
    } catch {
        offline.add(event.resultingClientId);
        return await find(event.request) ?? caches.match(KEPT[0]);
    }
};

addEventListener("fetch", (event) => {
    const { request, clientId } = event;
    if (request.mode === "navigate") event.respondWith(navigate(event));
    else if (offline.has(clientId) && request.destination) {
        event.respondWith(find(request).then((kept) => kept ?? fetch(request)));
    } else if (KEPT.includes(new URL(request.url).pathname)) {
        event.respondWith(fetch(request).catch(() => find(request)));
    }
});
{% for script in scripts %}{% include script %}{% endfor %}
