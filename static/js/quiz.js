// Number keys choose an option of the question that is in view; Enter in the form submits as always.
document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target.closest("input:not([type=radio]), textarea, select")) return;
    const form = document.querySelector("[data-number-keys]");
    const within = event.target === document.body || form?.contains(event.target);
    const option = within && form.querySelectorAll("input[type=radio]")[Number(event.key) - 1];
    if (!option) return;
    option.checked = true;
    option.focus();
});
