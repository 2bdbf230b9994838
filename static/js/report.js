// "Something wrong?" opens its form over the page; without this file the form is a page of its own.
const dialog = Object.assign(document.createElement("dialog"), { className: "report-dialog" });
dialog.setAttribute("aria-labelledby", "reader-report-title");
dialog.setAttribute("closedby", "any");
let opener = null;

document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href*='report/']");
    const isOurs = link?.origin === location.origin && link.pathname.endsWith("/report/");
    if (!isOurs || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const answer = await fetch(link.href, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (!answer?.ok) return location.assign(link.href);
    dialog.innerHTML = await answer.text();
    document.body.append(dialog);
    globalThis.htmx?.process(dialog);
    const note = link.closest("[popover]");
    opener = note ? document.querySelector(`[popovertarget="${note.id}"]`) : link;
    dialog.showModal();
});
dialog.addEventListener("click", (event) => {
    if (!event.target.closest("[data-close-dialog]")) return;
    event.preventDefault();
    dialog.close();
});
dialog.addEventListener("close", () => opener?.focus());

// The note of a figure offers it once it is open; without this file the list of all figures does.
document.addEventListener("beforetoggle", ({ target }) => {
    const words = target.parentElement?.dataset.report;
    if (!words || target.querySelector("a[href^='report/']")) return;
    const href = `report/?figure=${target.id.replace("figure-", "")}`;
    target.lastElementChild.append(" ", Object.assign(document.createElement("a"), { href, textContent: words }));
}, true);
