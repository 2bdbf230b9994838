// Beside the form of a term, a quiz or an assessment in the admin: the page, from the start or while one types.
// Without this script the buttons show it.

const PAUSE = 1200;
const KEPT = "authoring.live";
const form = document.querySelector("#term_form, #file_form");

// One at a time: what is typed while the page is being drawn is drawn after it.
function makeLook(button) {
    let [isDrawing, again] = [false, false];
    const look = () => {
        again = isDrawing;
        if (!isDrawing) form.requestSubmit(button);
    };
    form.addEventListener("submit", (event) => {
        if (event.submitter?.formTarget) isDrawing = true;
    });
    document.querySelector("iframe[name=look]").addEventListener("load", () => {
        isDrawing = false;
        if (again) look();
    });
    return look;
}

function showWhileTyping(look) {
    const live = document.querySelector("[data-live]");
    let waiting;
    live.closest("[hidden]").hidden = false;
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
    const button = document.querySelector("[data-look]");
    const look = makeLook(button);
    showWhileTyping(look);
    // Where the page has its place beside the form, it is there from the start.
    if (button.dataset.look === "now" && matchMedia("(min-width: 1280px)").matches) look();
}
