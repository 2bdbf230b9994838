// Rows of a section move up and down in the form of a term in the admin.
// Without this script the numbers of their positions order them.

const form = document.querySelector("#term_form");

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
    form.querySelectorAll(".inline-related:not(.empty-form)").forEach(addMovers);
    document.addEventListener("formset:added", (event) => addMovers(event.target));
}
