// Behaviour comes after the first paint. Until then, and without them, every page works.
const add = (element) => new Promise((done) => {
    const copy = document.importNode(element, true);
    for (const end of ["load", "error"]) copy.addEventListener(end, done);
    if (copy.localName === "script") copy.async = false;
    document.head.append(copy);
});
globalThis.addScripts = (template) => Promise.all([...document.querySelector(template).content.children].map(add));
const begin = async () => {
    await addScripts("[data-after-paint]");
    document.documentElement.dataset.ready = "";
    document.dispatchEvent(new Event("site:ready"));
};
const loaded = () => new Promise((done) => {
    if (document.readyState === "complete") done();
    else addEventListener("load", done);
});
const painted = () => new Promise((done) => {
    if (document.hidden || !globalThis.PerformanceObserver?.supportedEntryTypes?.includes("paint")) return done();
    const observer = new PerformanceObserver((list) => {
        if (list.getEntriesByName("first-contentful-paint").length) done();
    });
    observer.observe({ type: "paint", buffered: true });
    document.addEventListener("visibilitychange", done, { once: true });
});
// Back and Forward load the page of their address anew (`refreshOnHistoryMiss`), also before htmx is here.
addEventListener("popstate", ({ state }) => { if (state?.htmx && !globalThis.htmx) location.reload(); });
await loaded();
await painted();
begin();
