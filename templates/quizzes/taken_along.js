{% load static %}// The reviews that a learner takes along, and what pages ask about them by message.
const REVIEWS = "reviews";
const TAKEN = "{% url 'reviews:package' %}";
const ASSETS = new RegExp(`{% get_static_prefix %}[^"'\\s<>]+|<img[^>]* src="(/[^"]+)"`, "g");

const take = async () => {
    await sendAnswers().catch(() => {});
    const reply = await fetch(TAKEN, { method: "POST" });
    if (reply.status === 409) await dropTaken();
    if (reply.status === 204) throw { name: "nothing" };
    if (!reply.ok) throw new Error("failed");
    const { page, entries, ...taken } = await reply.json();
    const pages = new Map([["{% url 'reviews:review' %}", page]]);
    for (const address of entries) pages.set(address, await fetch(address).then((entry) => entry.text()));
    const assets = new Set([...pages.values()].flatMap((text) => [...text.matchAll(ASSETS)].map((found) => found[1] ?? found[0])));
    const cache = await caches.open(REVIEWS);
    await Promise.all([...assets].map((address) => cache.add(address).catch(() => {})));
    const policy = reply.headers.get("Content-Security-Policy");
    const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy };
    for (const [address, text] of pages) await cache.put(address, new Response(text, { headers }));
    await cache.put(TAKEN, new Response(JSON.stringify(taken)));
    const kept = new Set([TAKEN, ...pages.keys(), ...assets].map((address) => new URL(address, location.href).href));
    for (const { url } of await cache.keys()) if (!kept.has(url)) await cache.delete(url);
    const ended = (await keptAnswers()).filter((one) => one.outcome);
    await withAnswers("readwrite", (store) => ended.forEach(({ id }) => store.delete(id)));
};
const dropTaken = () => Promise.all([caches.delete(REVIEWS), deleteAnswers()]);

const readState = async () => {
    const taken = await caches.has(REVIEWS) && await caches.match(TAKEN).then((found) => found?.json());
    const answers = taken ? await keptAnswers() : [];
    return {
        taken,
        waiting: answers.filter((one) => !one.outcome).length,
        refused: [...new Set(answers.map((one) => one.why).filter(Boolean))],
        answered: Object.fromEntries(answers.map(({ id, at, verdict }) => [id, { at, verdict }])),
    };
};
const tell = async (more) => {
    const state = { ...await readState(), ...more };
    for (const client of await clients.matchAll({ includeUncontrolled: true })) client.postMessage(state);
    return state;
};
// A page that is drawn for another learner: what the site still takes is sent, and all of it goes. It
// names the learner's number, and those of learners who were joined to them.
const check = async ({ learner }) => {
    const { taken } = await readState();
    if (!taken || learner === undefined || learner.split(" ").includes(taken.learner)) return;
    await sendAnswers().catch(() => {});
    if (!(await readState()).waiting) await dropTaken();
};
const FAULTS = { TypeError: "offline", QuotaExceededError: "full", nothing: "nothing" };
const deeds = { check, take, drop: dropTaken, keep: keepAnswer, send: () => sending?.catch(() => {}) };

addEventListener("message", (event) => {
    const { data, ports: [port] } = event;
    event.waitUntil(Promise.resolve(deeds[data.deed](data)).then(() => tell(), (error) => tell({ error: FAULTS[error.name] ?? "failed" })).then((state) => {
        port.postMessage(state);
        if (state.waiting) return sendAnswers().then((sent) => tell({ sent }), () => data.deed === "send" && tell({ error: "offline" }));
    }));
});
