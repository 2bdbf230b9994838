// While a dimension is answered: what is not saved yet is sent when the page is left, levels whose
// gate opens again unfold, and the address names the dimension, so that Back returns to it.
let isUnsaved = false;
const draftForm = (element) => element?.closest?.("#assessment-form");

document.addEventListener("change", ({ target }) => { isUnsaved ||= Boolean(draftForm(target)); }, true);
document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.successful && draftForm(detail.elt)) isUnsaved = false;
});
addEventListener("pagehide", () => {
    const form = document.getElementById("assessment-form");
    const draft = form?.querySelector("[hx-post]")?.getAttribute("hx-post");
    if (isUnsaved && draft) navigator.sendBeacon(draft, new FormData(form));
});

document.addEventListener("htmx:oobAfterSwap", ({ detail }) => {
    const note = document.getElementById(detail.target.id);
    const group = note?.matches(".level-group__note") && note.closest("details");
    if (group && !note.textContent.trim()) group.open = true;
});

const here = document.querySelector("[data-assessment]")?.dataset.assessment;
if (here && !new URLSearchParams(location.search).has("dimension")) history.replaceState(history.state, "", here);
