// A form says beside each line what it held when it was drawn. A line that was changed since then
// counts as it stands now, also when it is changed back before the form is drawn anew.
document.addEventListener("change", ({ target }) => {
    const shown = target.closest("[data-line]")?.querySelector("[name^='shown-']");
    if (shown) shown.value = "";
}, true);
