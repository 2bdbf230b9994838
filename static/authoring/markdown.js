// A toolbar above each field of Markdown in the form of a term: what it writes can be typed as well.

function wrap(field, before, after) {
    const { selectionStart: start, selectionEnd: end, value } = field;
    const words = value.slice(start, end);
    field.setRangeText(before + words + after, start, end, "end");
    // A link with words is left with its address chosen, anything else with its words.
    const address = after.match(/^\]\((.*)\)$/)?.[1];
    const from = start + before.length;
    if (words && address) {
        const at = from + words.length + 2 + (/:/.test(address) && !/\/\//.test(address) ? address.indexOf(":") + 1 : 0);
        field.setSelectionRange(at, from + words.length + 2 + address.length);
    } else field.setSelectionRange(from, from + words.length);
}

function startLines(field, sign) {
    const start = field.value.lastIndexOf("\n", field.selectionStart - 1) + 1;
    const lines = field.value.slice(start, field.selectionEnd).split("\n");
    field.setRangeText(lines.map((line) => sign + line).join("\n"), start, field.selectionEnd, "end");
}

function preview(button, field, tools) {
    const shown = tools.nextElementSibling;
    const isOpen = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!isOpen));
    shown.hidden = isOpen;
    const values = { _field: field.name, _form: field.dataset.markdown };
    if (!isOpen) htmx.ajax("POST", button.dataset.preview, { source: field, target: shown, swap: "innerHTML", values });
}

function use(button, field, tools) {
    const { before, after, line } = button.dataset;
    if ("preview" in button.dataset) return preview(button, field, tools);
    field.focus();
    if (line) startLines(field, line);
    else wrap(field, before, after);
    field.dispatchEvent(new Event("input", { bubbles: true }));
}

function addTools(field) {
    const tools = document.querySelector("#markdown-tools").content.firstElementChild.cloneNode(true);
    if (field.dataset.markdown === "line") tools.querySelectorAll("[data-at-least]").forEach((one) => one.remove());
    const shown = Object.assign(document.createElement("div"), { className: "markdown", hidden: true });
    shown.setAttribute("aria-live", "polite");
    field.before(tools, shown);
    tools.addEventListener("click", (event) => event.target.closest("button") && use(event.target.closest("button"), field, tools));
    field.addEventListener("keydown", (event) => {
        const button = (event.ctrlKey || event.metaKey) && tools.querySelector(`[data-key="${event.key}"]`);
        if (!button) return;
        event.preventDefault();
        use(button, field, tools);
    });
}

const addAll = (root) => root.querySelectorAll("textarea[data-markdown]").forEach(addTools);
addAll(document);
document.addEventListener("htmx:load", (event) => event.target !== document.body && addAll(event.target));
