// What every page shares: copying a link, moving focus after a swap, saying when a request failed.
const live = () => document.getElementById("live");

// Where the browser refuses to copy, the address stands there selected.
const showAddress = (button, address) => {
    const field = Object.assign(document.createElement("input"), { className: "input", readOnly: true, value: address });
    field.setAttribute("aria-label", button.textContent);
    button.replaceWith(field);
    field.select();
};

document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const address = new URL(button.dataset.copy, location.href).href;
    const isCopied = await navigator.clipboard?.writeText(address).then(() => true, () => false);
    if (!isCopied) return showAddress(button, address);
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

navigator.serviceWorker?.register(document.querySelector("[data-worker]").dataset.worker);

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
