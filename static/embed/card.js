// The card of a link: shown where a mouse, a pen or the keyboard rests on it, and by the first touch.
const card = Object.assign(document.createElement("div"), { id: "glossary-card", popover: "manual" });
const [category, title, words] = ["small", "a", "p"].map((name) => card.appendChild(document.createElement(name)));
title.tabIndex = -1;
const texts = {};
let shown, timer;

const hide = () => {
    clearTimeout(timer);
    shown?.removeAttribute("aria-describedby");
    if (card.isConnected) card.hidePopover();
    shown = null;
};
const show = async (link) => {
    hide();
    shown = link;
    const told = texts[link.href] ??= await ask(`${link.href}card.json`);
    if (shown !== link || !told) return;
    category.textContent = told.category;
    title.textContent = told.title;
    title.href = link.href;
    words.textContent = told.text;
    if (!card.isConnected) document.body.append(card);
    card.showPopover();
    link.setAttribute("aria-describedby", card.id);
    const { bottom, left, top } = link.getBoundingClientRect();
    const height = card.offsetHeight + 4;
    card.style.top = `${scrollY + (bottom + height < innerHeight || top < height ? bottom + 4 : top - height)}px`;
    card.style.left = `${scrollX + Math.max(8, Math.min(left, document.documentElement.clientWidth - card.offsetWidth - 8))}px`;
};
const rest = (act, link) => {
    clearTimeout(timer);
    timer = setTimeout(act, 200, link);
};
const on = (name, act) => addEventListener(name, (event) => act(event.target.closest?.("a.glossary-term,#glossary-card"), event), true);
// What brings the card and takes it away.
on("pointerover", (over, { pointerType }) => {
    if (pointerType === "touch") return;
    if (over && (over === card || over === shown)) clearTimeout(timer);
    else if (over) rest(show, over);
    else if (shown !== document.activeElement) rest(hide);
});
on("focusin", (over) => over && over !== card && over.matches(":focus-visible") && rest(show, over));
on("focusout", () => rest(hide));
on("keydown", (_over, { key }) => key === "Escape" && hide());
on("pointerdown", (over) => over !== card && over !== shown && hide());
on("click", (over, event) => {
    if (event.pointerType !== "touch" || !over || over === card || over === shown) return;
    event.preventDefault();
    show(over);
});
