// The button that prints a page, and dates: what is empty on the page is a line on paper, for which
// the style sheet looks at the attribute.
document.addEventListener("click", ({ target }) => { if (target.closest("[data-print]")) window.print(); });

document.addEventListener("change", ({ target }) => {
    if (!target.matches("input[type='date']")) return;
    if (target.value) target.setAttribute("value", target.value);
    else target.removeAttribute("value");
});
