// Beside the form of a term in the admin: its page, from the start or while one types.
// Without this script the buttons show it.

const PAUSE = 1200;
const KEPT = "authoring.live";
const form = document.querySelector("#term_form");

function showWhileTyping() {
    const button = document.querySelector("[data-look]");
    const live = document.querySelector("[data-live]");
    let waiting;
    live.closest("[hidden]").hidden = false;
    const look = () => form.requestSubmit(button);
    live.checked = localStorage.getItem(KEPT) === "yes";
    live.addEventListener("change", () => {
        localStorage.setItem(KEPT, live.checked ? "yes" : "no");
        if (live.checked) look();
    });
    form.addEventListener("input", (event) => {
        clearTimeout(waiting);
        if (live.checked && event.target !== live) waiting = setTimeout(look, PAUSE);
    });
}

if (form) {
    showWhileTyping();
    // Where the page has its place beside the form, it is there from the start.
    if (matchMedia("(min-width: 1280px)").matches) form.requestSubmit(document.querySelector("[data-look]"));
}
