// Rows of a section move up and down in the form of a term in the admin.
// Without this script the numbers of their positions order them.

const position = (row) => row.querySelector("input[name$='-position']");

function move(row, by) {
    const rows = () => [...row.parentElement.querySelectorAll(":scope > .row")].filter(position);
    const other = rows()[rows().indexOf(row) + by];
    if (!other) return;
    if (by < 0) other.before(row);
    else other.after(row);
    rows().forEach((one, place) => {
        position(one).value = place;
    });
    position(row).dispatchEvent(new Event("input", { bubbles: true }));
}

document.documentElement.classList.add("has-script");
document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    move(button.closest(".row"), Number(button.dataset.move));
    button.focus();
});
