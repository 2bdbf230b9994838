// The card of a link: shown where a mouse, a pen or the keyboard rests on it, and by the first touch.
const css = (text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
};
const card = Object.assign(document.createElement("div"), { id: "glossary-card", popover: "manual" });
card.setAttribute("role", "tooltip");
const inside = card.attachShadow({ mode: "open" });
const lines = ["small", "a", "p"].map((name) => inside.appendChild(document.createElement(name)));
lines[1].tabIndex = -1;
inside.adoptedStyleSheets = [css(`
    :host { all: initial; color-scheme: inherit; position: fixed; inset: auto; box-sizing: border-box; inline-size: min(22rem, 100vw - 1rem);
        max-block-size: 50vh; overflow: auto; padding: .8em 1em 1em; border: 1px solid GrayText; border-radius: 6px;
        background: Canvas; color: CanvasText; font: 15px/1.5 system-ui, sans-serif; box-shadow: 0 8px 24px #0004; }
    :host(:not(:popover-open)) { display: none; }
    a { display: block; padding-block: .1em; color: LinkText; font-weight: 600; font-size: 1.1em; }
    small { opacity: .8; } p { margin: .3em 0 0; }`)];
const texts = {};
let [shown, timer] = [null, 0];

const hide = () => {
    clearTimeout(timer);
    shown?.removeAttribute("aria-describedby");
    if (card.isConnected) card.hidePopover();
    shown = null;
};
const place = () => {
    if (!shown) return;
    const box = shown.getBoundingClientRect();
    const isBelow = box.bottom + card.offsetHeight + 8 < innerHeight || box.top < card.offsetHeight;
    card.style.top = `${isBelow ? box.bottom + 4 : box.top - card.offsetHeight - 4}px`;
    card.style.left = `${Math.max(8, Math.min(box.left, document.documentElement.clientWidth - card.offsetWidth - 8))}px`;
};
const show = async (link) => {
    hide();
    shown = link;
    const told = texts[link.href] ??= await ask(`${link.href}card.json`);
    if (shown !== link) return true;
    if (!told) return false;
    [told.category, told.title, told.text].forEach((text, at) => { lines[at].textContent = text; });
    lines[1].href = link.href;
    document.body.append(card);
    card.showPopover();
    link.setAttribute("aria-describedby", card.id);
    place();
    return true;
};
const rest = (call, ...given) => {
    clearTimeout(timer);
    timer = setTimeout(call, 200, ...given);
};
const linkAt = (event) => event.target.closest?.("a.glossary-term");
const on = (name, act) => addEventListener(name, act, { capture: true, passive: name === "scroll" });
