// Opens what an address points to, and everything for those who want to read it all.
const CHOICE = "open-everything";
const main = document.querySelector("#main");
const parts = () => main.querySelectorAll("details.deeper__part, details.more");

const openTo = (hash) => {
    const target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!target) return;
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) {
        box.open = true;
    }
    if (target.matches("[popover]") && target.showPopover) target.showPopover();
    else target.scrollIntoView();
};
addEventListener("hashchange", () => openTo(location.hash));
openTo(location.hash);

const remember = (isOpen) => {
    try {
        if (isOpen) sessionStorage.setItem(CHOICE, "1");
        else sessionStorage.removeItem(CHOICE);
    } catch { /* A browser that keeps nothing opens this page alone. */ }
};
const link = document.querySelector("[data-open-all]");
const setAll = (isOpen) => {
    for (const part of parts()) part.open = isOpen;
    link.textContent = isOpen ? link.dataset.close : link.dataset.open;
};
if (link) {
    link.dataset.open = link.textContent;
    let isOpen = new URLSearchParams(location.search).get("open") === "all";
    try {
        isOpen ||= sessionStorage.getItem(CHOICE) === "1";
    } catch { /* See above. */ }
    if (isOpen) setAll(true);
    link.addEventListener("click", (event) => {
        event.preventDefault();
        isOpen = !isOpen;
        setAll(isOpen);
        remember(isOpen);
    });
}
