// While the focus is inside a quiz, the number keys choose an option; elsewhere they do nothing.
document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !/^[1-9]$/.test(event.key)) return;
    const quiz = event.target.closest("[data-number-keys]");
    const radio = quiz?.querySelectorAll("input[type='radio']")[event.key - 1];
    if (!radio) return;
    event.preventDefault();
    radio.checked = true;
    radio.focus();
});
