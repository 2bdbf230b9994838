// The choice to take reviews along: says what this browser keeps, and has the worker do what a button says.
const section = document.querySelector("[data-take-along]");
const words = section.dataset;
const status = section.querySelector("[data-status]");
const say = (text) => { status.textContent = text ?? ""; };

const show = ({ taken, waiting, sent, refused }) => {
    const is = { taken, waiting, refused: refused.length };
    for (const part of section.querySelectorAll("[data-if]")) {
        const [, not, name] = /^(no-)?(.+)$/.exec(part.dataset.if);
        part.hidden = Boolean(is[name]) === Boolean(not);
    }
    section.querySelector("[data-taken]").textContent = taken?.text ?? "";
    section.querySelector("[data-refused]").replaceChildren(...refused.map((text) => {
        return Object.assign(document.createElement("li"), { textContent: text });
    }));
    if (waiting) say(words.waits.replace("{number}", waiting));
    else if (sent) say(words.sent);
    // What is due is another matter once answers have come; a question that is being answered stays.
    if (sent && document.querySelector("#quiz [data-testid='review-start']")) {
        loadHtmx().then(() => htmx.ajax("GET", location.pathname, { target: "#quiz", swap: "outerHTML" }));
    }
};
document.addEventListener("site:kept", ({ detail }) => show(detail));

section.addEventListener("click", async ({ target }) => {
    const button = target.closest("[data-deed]");
    if (!button) return;
    button.disabled = true;
    say(button.dataset.busy);
    if (button.dataset.deed === "take") await navigator.storage?.persist?.();
    const { error, waiting } = await askWorker({ deed: button.dataset.deed });
    button.disabled = false;
    if (error) say(words[error]);
    else if (!waiting) say(button.dataset.done);
});
section.hidden = !words.learner;
askWorker({ deed: "check", learner: words.learner }).then(show, () => {
    for (const part of section.querySelectorAll("[data-if]")) part.hidden = true;
    say(words.unsupported);
});
