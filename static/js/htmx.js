// htmx comes when a reader turns to what it drives. A press before it is here waits for it, and goes
// the plain way where it cannot be had; what is typed or ticked meanwhile is told to it once it is.
// A page without its template, as that of reviews without a connection, drives its forms itself.
const IS_WANTED = document.querySelector("[data-htmx]") !== null;
const DRIVEN = "[hx-get], [hx-post]";
const CONFIG = {
    includeIndicatorStyles: false,
    defaultSettleDelay: 0,
    allowEval: false,
    historyCacheSize: 0,
    refreshOnHistoryMiss: true,
    responseHandling: [
        { code: "204", swap: false },
        { code: "[23]..", swap: true },
        { code: "4(09|22|29)", swap: true },
        { code: "[45]..", swap: false, error: true },
    ],
};
let loading = null;
let isPlain = false;

globalThis.loadHtmx = () => loading ??= addScripts("[data-htmx]").then(() => {
    if (globalThis.htmx) return;
    loading = null;
    throw new Error("htmx could not be fetched");
});
const drivenAt = ({ target }) => (globalThis.htmx || !IS_WANTED ? null : target.closest?.(DRIVEN));
const wait = async (event, repeat) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    await loadHtmx().catch(() => { isPlain = true; });
    repeat();
    isPlain = false;
};

document.head.append(Object.assign(document.createElement("meta"), { name: "htmx-config", content: JSON.stringify(CONFIG) }));
for (const sign of ["pointerover", "focusin"]) {
    addEventListener(sign, (event) => { if (drivenAt(event)) loadHtmx().catch(() => {}); });
}
addEventListener("click", (event) => {
    const pressed = drivenAt(event);
    if (isPlain || !pressed?.matches("a, button")) return;
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) wait(event, () => pressed.click());
}, true);
addEventListener("submit", (event) => {
    const { target, submitter } = event;
    if (!isPlain && drivenAt(event) === target) wait(event, () => target.requestSubmit(submitter));
}, true);
for (const kind of ["input", "change"]) {
    addEventListener(kind, (event) => {
        const { target } = event;
        const failed = { xhr: { status: 0 }, requestConfig: { triggeringEvent: event } };
        const say = (name) => target.dispatchEvent(new CustomEvent(name, { bubbles: true, detail: failed }));
        if (!drivenAt(event)?.matches(`[hx-trigger^="${kind}"]`)) return;
        loadHtmx().then(
            () => target.dispatchEvent(new Event(kind, { bubbles: true })),
            () => ["htmx:sendError", "htmx:afterRequest"].forEach(say),
        );
    });
}
