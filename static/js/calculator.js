// After a new result: says it aloud, and marks in the form the fields that it complains about.
document.addEventListener("htmx:afterSwap", () => {
    const form = document.querySelector("[data-calc]");
    const result = document.querySelector("[data-calc-result]");
    if (!form || !result) return;
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

// A result whose request failed is of older numbers: it says so, and is asked for again when the connection is back.
const isOfCalculator = (event) => event.target.closest?.("[data-calc]");
for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.addEventListener(name, (event) => {
        if (!isOfCalculator(event)) return;
        document.querySelector("[data-calc-result]").classList.add("is-old");
        document.querySelector("[data-result-old]").hidden = false;
    });
}
const askAgain = () => document.querySelector("[data-calc]").requestSubmit();
document.addEventListener("click", ({ target }) => target.closest("[data-calc-again]") && askAgain());
addEventListener("online", () => document.querySelector(".is-old[data-calc-result]") && askAgain());
