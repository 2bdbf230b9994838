// After a new result, or a list of mistakes: says it aloud, and marks in the form the fields that it complains about.
const calcForm = () => document.querySelector("[data-calc]");
const resultOf = () => document.querySelector("[data-calc-result]");
document.addEventListener("htmx:afterSwap", ({ detail }) => {
    const form = calcForm(), result = resultOf();
    if (!form || !result || detail.target.matches(".search-box__popup")) return;
    const news = result.querySelector("[data-announce]");
    document.getElementById("live").textContent = news?.textContent.trim() ?? "";
    form.querySelectorAll(".field__error").forEach((old) => old.remove());
    for (const input of form.querySelectorAll("[aria-invalid]")) {
        input.removeAttribute("aria-invalid");
        input.removeAttribute("aria-describedby");
    }
    for (const item of result.querySelectorAll("[data-field]")) {
        const input = form.elements[item.dataset.field];
        input.setAttribute("aria-invalid", "true");
        input.setAttribute("aria-describedby", item.id);
        input.closest("details")?.setAttribute("open", "");
    }
});

// Of a model and a typed price, what was chosen last holds: the other is emptied.
document.addEventListener("input", ({ target }) => {
    const part = target.closest("[data-calc]") && target.value.trim() && target.name.match(/^(model|price)_(\d)$/);
    if (part) calcForm().elements[`${part[1] === "model" ? "price" : "model"}_${part[2]}`].value = "";
}, true);
document.addEventListener("click", ({ target }) => {
    const option = target.closest("[data-fill]");
    const input = option?.closest("[data-search-box]").querySelector("[data-search-input]");
    if (!input) return;
    input.value = option.dataset.fill;
    option.closest(".search-box__popup").replaceChildren();
    input.dispatchEvent(new Event("input", { bubbles: true }));
});
// A pasted text is counted beside the numbers as they stand now.
document.addEventListener("submit", ({ target }) => {
    const state = target.matches("[data-calc-tokens]") && target.elements.state;
    if (state) state.value = new URLSearchParams(new FormData(calcForm())).toString();
});

// A result whose request failed is of older numbers: it says so, and is asked for again when the connection is back.
const isOfCalculator = (event) => event.target.closest?.("[data-calc]");
for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.addEventListener(name, (event) => {
        if (!isOfCalculator(event) || event.detail.xhr.status === 422) return;
        resultOf().classList.add("is-old");
        document.querySelector("[data-result-old]").hidden = false;
    });
}
const askAgain = () => calcForm().requestSubmit();
document.addEventListener("click", ({ target }) => target.closest("[data-calc-again]") && askAgain());
addEventListener("online", () => document.querySelector(".is-old[data-calc-result]") && askAgain());
