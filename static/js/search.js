// The search boxes with suggestions: the combobox pattern of the ARIA authoring practices.
const boxes = "[data-search-box]";
const inputOf = (box) => box.querySelector("[data-search-input]");
const popupOf = (box) => box.querySelector(".search-box__popup");
const optionsOf = (box) => [...popupOf(box).querySelectorAll("[role='option']")];
const activeOf = (box) => popupOf(box).querySelector("[aria-selected='true']");

const activate = (box, option) => {
    for (const one of optionsOf(box)) one.setAttribute("aria-selected", one === option);
    if (!option) return inputOf(box).removeAttribute("aria-activedescendant");
    inputOf(box).setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
};
const open = (box, isOpen) => {
    popupOf(box).hidden = !isOpen;
    inputOf(box).setAttribute("aria-expanded", isOpen);
    if (!isOpen) activate(box, null);
};
const move = (box, step) => {
    const options = optionsOf(box);
    if (!options.length || popupOf(box).inert) return false;
    open(box, true);
    const place = options.indexOf(activeOf(box)) + step;
    activate(box, options[place < -1 ? options.length - 1 : place] ?? null);
    return true;
};
const keys = {
    ArrowDown: (box) => move(box, 1),
    ArrowUp: (box) => move(box, -1),
    Enter: (box) => Boolean(activeOf(box)) && (activeOf(box).click(), true),
    Escape: (box) => !popupOf(box).hidden && (open(box, false), true),
};
for (const box of document.querySelectorAll(boxes)) {
    inputOf(box).removeAttribute("list");  // the browser's own list is for who has no scripts
    inputOf(box).setAttribute("role", "combobox");
    inputOf(box).setAttribute("aria-autocomplete", "list");
    open(box, false);
}
document.addEventListener("keydown", (event) => {
    const field = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === "/" && !field) document.querySelector("[data-search-input]").select();
    else if (!field?.matches("[data-search-input]") || !keys[event.key]?.(field.closest(boxes))) return;
    event.preventDefault();
});
document.addEventListener("htmx:afterSwap", ({ detail }) => {
    const box = detail.target.matches(".search-box__popup") && detail.target.closest(boxes);
    if (!box) return;
    const list = box.querySelector("[role='listbox']");
    list?.setAttribute("id", `${inputOf(box).id}-list`);
    if (list) inputOf(box).setAttribute("aria-controls", list.id);
    optionsOf(box).forEach((option, index) => { option.id = `${list.id}-${index + 1}`; });
    open(box, Boolean(list) && box.contains(document.activeElement));
});
document.addEventListener("input", ({ target }) => {
    const box = target.matches("[data-search-input]") && target.closest(boxes);
    if (box) target.value.trim() ? activate(box, null) : open(box, false);
});
document.addEventListener("mousedown", (event) => { if (event.target.closest(".search-box__popup")) event.preventDefault(); });
document.addEventListener("focusout", ({ target }) => { if (target.matches("[data-search-input]")) open(target.closest(boxes), false); });
