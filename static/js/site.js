// What every page shares: copying a link, moving focus after a swap, saying when a request failed.
const live = () => document.getElementById("live");

document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const address = new URL(button.dataset.copy, location.href).href;
    const isCopied = await navigator.clipboard?.writeText(address).then(() => true, () => false);
    if (!isCopied) return prompt(button.textContent, address);
    button.textContent = button.dataset.copied;
    live().textContent = button.dataset.copied;
});

document.addEventListener("htmx:afterSwap", ({ detail }) => {
    const swapped = detail.target?.isConnected ? detail.target : document.getElementById(detail.target?.id);
    swapped?.querySelector("[tabindex='-1'][autofocus]")?.focus();
    const announced = swapped?.querySelector("[data-announce]");
    if (announced) live().textContent = announced.textContent.trim();
});

const showRequestError = (failed) => {
    const notice = document.querySelector("[data-request-error]");
    if (notice) notice.hidden = !failed;
};
for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.addEventListener(name, () => showRequestError(true));
}
// What was not saved is not ticked.
document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const box = detail.requestConfig.triggeringEvent?.target;
    const isSaved = detail.xhr.status >= 200 && detail.xhr.status < 400;
    if (!isSaved && box?.type === "checkbox") box.checked = !box.checked;
});
document.addEventListener("htmx:beforeRequest", () => {
    showRequestError(false);
    document.getElementById("request-notice")?.replaceChildren();
});

// A form says beside each line what it held when it was drawn. A line that was changed since then
// counts as it stands now, also when it is changed back before the form is drawn anew. What a date
// holds stands in its attribute too, since an empty one is a line on paper.
document.addEventListener("change", ({ target }) => {
    const shown = target.closest("[data-line]")?.querySelector("[name^='shown-']");
    if (shown) shown.value = "";
    if (target.type === "date") target.setAttribute("value", target.value);
}, true);
document.addEventListener("click", ({ target }) => { if (target.closest("[data-print]")) window.print(); });

// Where the browser does not know speculation rules, a link is fetched once when it is pointed at.
if (!HTMLScriptElement.supports?.("speculationrules")) {
    const asked = new Set();
    document.addEventListener("mouseover", ({ target }) => {
        const link = target.closest("main a[href^='/']:not([hx-get], [download])");
        if (!link || asked.has(link.href)) return;
        asked.add(link.href);
        document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: link.href }));
    });
}
