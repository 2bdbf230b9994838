// Shows a page of our own when a page cannot be fetched. Nothing that a reader opened is kept.
const CACHE = "offline-{{ version }}";
const KEPT = [{% for address in kept %}"{{ address|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
// Asked of the site itself: what the browser or a cache in between holds may be of an older version.
const requests = KEPT.map((address) => new Request(address, { cache: "reload" }));

addEventListener("install", (event) => {
    event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
    const others = (names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
    event.waitUntil(Promise.all([caches.keys().then(others), registration.navigationPreload?.enable(), clients.claim()]));
});

const navigate = async (event) => {
    try {
        return await event.preloadResponse ?? await fetch(event.request);
    } catch {
        return caches.match(KEPT[0]);
    }
};

addEventListener("fetch", (event) => {
    const path = new URL(event.request.url).pathname;
    if (event.request.mode === "navigate") event.respondWith(navigate(event));
    else if (KEPT.includes(path)) event.respondWith(fetch(event.request).catch(() => caches.match(path)));
});
