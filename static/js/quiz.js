// Keys and buttons of a quiz. While the focus is inside it, a number key chooses an option, and
// Enter on the heading goes on; steps are moved without asking the server. A page that is a quiz
// gives it the focus, so that the keys work from the start.
if (document.activeElement === document.body) {
    document.querySelector(".quiz-page .quiz__title")?.focus({ preventScroll: true });
}

const say = (text) => { document.getElementById("live").textContent = text; };

const choose = (quiz, place) => {
    const input = quiz.querySelectorAll(".quiz__option input")[place];
    if (!input) return false;
    input.checked = input.type === "radio" || !input.checked;
    input.focus();
    return true;
};

document.addEventListener("keydown", (event) => {
    const quiz = event.target.closest("[data-number-keys]");
    if (!quiz || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.matches("input[type='text']")) return;
    if (/^[1-9]$/.test(event.key) && choose(quiz, event.key - 1)) event.preventDefault();
    if (event.key === "Enter" && event.target.matches("[tabindex='-1']")) {
        quiz.querySelector("[data-next]")?.click();
    }
});

const fitButtons = (steps) => {
    for (const [place, step] of [...steps.children].entries()) {
        step.querySelector("[data-move='up']").disabled = place === 0;
        step.querySelector("[data-move='down']").disabled = place === steps.children.length - 1;
    }
};

document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    event.preventDefault();
    const step = button.closest("li");
    const steps = step.parentElement;
    if (button.dataset.move === "up") step.previousElementSibling?.before(step);
    else step.nextElementSibling?.after(step);
    fitButtons(steps);
    const usable = button.disabled ? step.querySelector("[data-move]:not(:disabled)") : button;
    usable.focus();
    const place = [...steps.children].indexOf(step) + 1;
    say(`${step.querySelector(".steps__text").textContent.trim()}. ${steps.dataset.moved} ${place}`);
});
