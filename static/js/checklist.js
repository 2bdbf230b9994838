// A form sends as `shown` the ticks that it was drawn with. A box that was changed since then counts
// as it stands now, also while the answer to an earlier change is still on its way.
document.addEventListener("change", ({ target }) => {
    const shown = target.closest("[data-ticks] li")?.querySelector("[name='shown']");
    if (shown) shown.disabled = target.checked;
}, true);
