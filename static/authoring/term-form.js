// The form of a term in the admin: the page while one types, and rows that move up and down.
// Without this script the buttons show the page, and the numbers of the positions order the rows.

const PAUSE = 1200;
const form = document.querySelector("#term_form");

function showWhileTyping() {
    const button = document.querySelector("[data-look]");
    const live = document.querySelector("[data-live]");
    let waiting;
    live.closest("[hidden]").hidden = false;
    const look = () => form.requestSubmit(button);
    live.addEventListener("change", () => live.checked && look());
    form.addEventListener("input", (event) => {
        clearTimeout(waiting);
        if (live.checked && event.target !== live) waiting = setTimeout(look, PAUSE);
    });
}

function position(row) {
    return row.querySelector("input[name$='-position']");
}

function rowsOf(group) {
    return [...group.querySelectorAll(".inline-related:not(.empty-form)")].filter(position);
}

function move(row, by) {
    const group = row.closest(".inline-group");
    const rows = rowsOf(group);
    const other = rows[rows.indexOf(row) + by];
    if (!other) return;
    if (by < 0) other.before(row);
    else other.after(row);
    rowsOf(group).forEach((one, place) => {
        position(one).value = place;
    });
    position(row).dispatchEvent(new Event("input", { bubbles: true }));
}

function addMovers(row) {
    const heading = row.querySelector("h3");
    if (!heading || !position(row) || heading.querySelector(".mover")) return;
    for (const [sign, by] of [["↑", -1], ["↓", 1]]) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "mover";
        button.textContent = sign;
        const words = document.querySelector("[data-live]").dataset;
        button.setAttribute("aria-label", by < 0 ? words.up : words.down);
        button.addEventListener("click", () => {
            move(row, by);
            button.focus();
        });
        heading.append(button);
    }
}

if (form) {
    showWhileTyping();
    form.querySelectorAll(".inline-related:not(.empty-form)").forEach(addMovers);
    document.addEventListener("formset:added", (event) => addMovers(event.target));
}
