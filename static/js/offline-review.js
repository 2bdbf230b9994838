// A review without a connection: asks what was taken along and is due, and has the worker keep answers.
const review = document.querySelector("[data-offline-review]");
const screen = review.querySelector("[data-screen]");
const words = review.dataset;
const today = () => new Date().toISOString().slice(0, 10);
let answered = {};
let current = null;

// A question that was missed today is asked once more at the end.
const readAskings = () => {
    const isOpen = (id) => !answered[id] || answered[id].at.startsWith(today());
    const first = [...review.querySelectorAll("[data-question]")]
        .filter(({ dataset }) => dataset.due <= today() && isOpen(dataset.question))
        .slice(0, words.most)
        .map((question) => ({ question, id: question.dataset.question }));
    const missed = first.filter(({ id }) => answered[id] && answered[id].verdict !== "right");
    return [...first, ...missed.map(({ question }) => ({ question, id: question.dataset.again }))];
};
const show = (content, title) => {
    const askings = readAskings();
    const done = askings.filter(({ id }) => answered[id]);
    const first = askings.filter(({ id, question }) => id === question.dataset.question);
    offlineDrawing.draw(screen, content, { title, progress: words.progress, values: {
        number: askings.findIndex(({ id }) => id === current?.id) + 1,
        total: askings.length,
        done: done.length,
        questions: first.length,
        right: first.filter(({ id }) => answered[id]?.verdict === "right").length,
    } });
};
const ask = () => {
    const askings = readAskings();
    current = askings.find(({ id }) => !answered[id]);
    if (current) return show(current.question.content.querySelector(".quiz").cloneNode(true), words.asked);
    show(review.querySelector(askings.length ? "[data-end]" : "[data-nothing]").content.cloneNode(true));
};
const answer = async (form) => {
    const scored = scoreOnDevice(JSON.parse(current.question.dataset.rule), form);
    if (scored.error) return offlineDrawing.showError(form, scored.error);
    const given = new URLSearchParams(new FormData(form)).toString();
    const kept = { id: current.id, package: words.package, at: new Date().toISOString(), form: given, verdict: scored.verdict };
    const state = await askWorker({ deed: "keep", answer: kept });
    if (state.error) return offlineDrawing.showError(form, words[state.error] ?? words.failed);
    answered = state.answered;
    show(offlineDrawing.reasonsOf(current.question, scored, words.credit), words[scored.verdict]);
};
screen.addEventListener("submit", (event) => { event.preventDefault(); answer(event.target); });
screen.addEventListener("click", (event) => {
    if (!event.target.closest("[data-next]")) return;
    event.preventDefault();
    ask();
});
document.addEventListener("site:kept", ({ detail }) => {
    if (!detail.taken) location.reload();
    answered = detail.answered;
});
askWorker({ deed: "check" }).then((state) => { answered = state.answered; ask(); });
