// Shows a page of our own when a page cannot be fetched. What a reader opened is kept only where they ask for it.
const CACHE = "offline-{{ version }}";
const KEPT = [{% for address in kept %}"{{ address|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
// Asked of the site itself: what the browser or a cache in between holds may be of an older version.
const requests = KEPT.map((address) => new Request(address, { cache: "reload" }));

addEventListener("install", (event) => {
    event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
    const isOld = (name) => name.startsWith("offline-") && name !== CACHE;
    const clean = (names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name)));
    event.waitUntil(Promise.all([caches.keys().then(clean), registration.navigationPreload?.enable(), clients.claim()]));
});

// Windows that show a kept page: what it needs was kept with it.
const offline = new Set();
const find = (request) => caches.match(request, { ignoreSearch: true, ignoreVary: true });

const navigate = async (event) => {
    try {
        return await event.preloadResponse ?? await fetch(event.request);
    } catch {
        offline.add(event.resultingClientId);
        return await find(event.request) ?? caches.match(KEPT[0]);
    }
};

addEventListener("fetch", (event) => {
    const path = new URL(event.request.url).pathname;
    if (event.request.mode === "navigate") event.respondWith(navigate(event));
    else if (KEPT.includes(path) || offline.has(event.clientId)) {
        event.respondWith(fetch(event.request).catch(async () => await find(event.request) ?? Response.error()));
    }
});
{% for script in scripts %}{% include script %}{% endfor %}
