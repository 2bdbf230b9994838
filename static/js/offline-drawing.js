// Draws the questions and reasons that the page for reviews without a connection holds as templates.
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

// A screen of the review: its heading and progress say what only the device knows.
const draw = (screen, content, { title, progress, values }) => {
    screen.replaceChildren(content);
    for (const part of screen.querySelectorAll("[data-fill]")) part.textContent = fill(part.textContent, values);
    const heading = screen.querySelector(".quiz__title");
    if (title) heading.textContent = fill(title, values);
    const bar = screen.querySelector("progress");
    if (bar) {
        Object.assign(bar, { value: values.done, max: values.total });
        bar.previousElementSibling.textContent = fill(progress, values);
    }
    heading.focus();
};

// The reasons as the site draws them: each item from the template of the state that it is in.
const reasonsOf = (question, scored, credit) => {
    const drawn = {};
    for (const one of question.content.querySelectorAll("[data-state]")) drawn[one.dataset.state] = one.content;
    const content = drawn[scored.states[0]].cloneNode(true);
    content.querySelectorAll(".reasons__option").forEach((item, place) => {
        const own = drawn[scored.states[place]].querySelectorAll(".reasons__option")[place].cloneNode(true);
        const values = { given: scored.given, place: scored.places?.[place] };
        for (const part of own.querySelectorAll(".reasons__mark, dd")) part.textContent = fill(part.textContent, values);
        item.replaceWith(own);
    });
    if (scored.verdict === "partly") {
        const line = Object.assign(document.createElement("p"), { className: "reasons__credit" });
        line.textContent = fill(credit, scored);
        content.querySelector(".reasons").prepend(line);
    }
    return content;
};

const showError = (form, text) => {
    form.querySelector("#quiz-error")?.remove();
    const error = Object.assign(document.createElement("p"), { className: "field__error", id: "quiz-error" });
    error.setAttribute("role", "alert");
    form.querySelector("legend").after(error);
    error.textContent = text;
};
globalThis.offlineDrawing = { draw, reasonsOf, showError };
