// A link to a term shows the term's card when a mouse, a pen or the keyboard rests on it.
const [ASK_MS, LEAVE_MS] = [150, 250];
const card = Object.assign(document.createElement("div"), { className: "hover-card", id: "hover-card", popover: "manual" });
card.setAttribute("role", "tooltip");
let [described, asking, leaving] = [null, 0, 0];

const stay = () => { leaving = clearTimeout(leaving); };
const hide = () => {
    asking = clearTimeout(asking);
    stay();
    if (card.isConnected) card.hidePopover();
    described?.classList.remove("is-described");
    described?.removeAttribute("aria-describedby");
    described = null;
};

// Browsers without anchors in CSS: under the link, inside the window.
const place = (link) => {
    if (CSS.supports("anchor-name: --a")) return;
    const box = link.getBoundingClientRect();
    const isBelow = box.bottom + card.offsetHeight < innerHeight;
    card.style.top = `${isBelow ? box.bottom : Math.max(0, box.top - card.offsetHeight)}px`;
    card.style.left = `${Math.max(0, Math.min(box.left, innerWidth - card.offsetWidth))}px`;
};

const show = async (link) => {
    const answer = await fetch(`${link.pathname}card/`).catch(() => null);
    const words = answer?.ok ? await answer.text() : "";
    if (!words || described !== link) return;
    card.innerHTML = words;
    (link.closest("main") ?? document.body).append(card);
    link.classList.add("is-described");
    link.setAttribute("aria-describedby", card.id);
    card.showPopover();
    place(link);
};

const ask = (link) => {
    stay();
    const isAsked = asking || card.matches(":popover-open");
    if (link === described && isAsked) return;
    if (link !== described) hide();
    described = link;
    asking = setTimeout(show, ASK_MS, link);
};
const leave = () => {
    asking = clearTimeout(asking);
    leaving ||= setTimeout(hide, LEAVE_MS);
};
const linkAt = (event) => event.target.closest?.("a.term-link, a.auto-link");

document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    if (card.contains(event.target)) stay();
    else if (linkAt(event)) ask(linkAt(event));
    else if (described && described !== document.activeElement) leave();
});
document.addEventListener("focusin", (event) => linkAt(event)?.matches(":focus-visible") && ask(linkAt(event)));
document.addEventListener("focusout", () => described && leave());
document.addEventListener("keydown", (event) => event.key === "Escape" && described && hide());
