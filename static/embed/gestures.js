// What brings the card and takes it away.
on("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = linkAt(event);
    if (link && link !== shown) rest(show, link);
    else if (link || event.target === card) clearTimeout(timer);
    else if (!shown || shown !== document.activeElement) rest(hide);
});
on("focusin", (event) => linkAt(event)?.matches(":focus-visible") && rest(show, linkAt(event)));
on("focusout", () => shown && rest(hide));
on("keydown", (event) => event.key === "Escape" && hide());
on("scroll", place);
on("pointerdown", (event) => shown && event.target !== card && linkAt(event) !== shown && hide());
on("click", async (event) => {
    const link = linkAt(event);
    if (!link || event.pointerType !== "touch" || link === shown) return;
    event.preventDefault();
    if (!await show(link)) location.assign(link.href);
});
