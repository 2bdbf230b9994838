// A form that leads on to another site: sent as soon as it is there; without scripts by its button.
document.querySelector("[data-send-at-once]")?.requestSubmit();
