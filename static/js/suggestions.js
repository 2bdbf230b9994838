// On a slow network the suggestions may answer what was typed before. Then they offer nothing, and
// those that come too late are not shown.
const suggestionsOf = (target) => target.closest?.("[data-search-box]")?.querySelector(".search-box__popup");
const inputOfPopup = (popup) => popup.closest("[data-search-box]").querySelector("[data-search-input]");
const typedIn = (popup) => inputOfPopup(popup).value;

document.addEventListener("input", ({ target }) => {
    const popup = suggestionsOf(target);
    if (popup) popup.inert = popup.dataset.query !== typedIn(popup);
});
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const popup = suggestionsOf(detail.target);
    if (!popup) return;
    detail.shouldSwap &&= detail.requestConfig.parameters[inputOfPopup(popup).name] === typedIn(popup);
    if (!detail.shouldSwap) return;
    popup.dataset.query = typedIn(popup);
    popup.inert = false;
});
