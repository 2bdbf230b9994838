// Shows times on the reader's own clock where nobody has chosen one yet.
document.addEventListener("site:ready", () => {
    const search = document.querySelector("[data-own-zone]");
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!search || !own || own === search.dataset.ownZone || search.elements.city.value) return;
    document.querySelector("#call-times [name='time_zone']").value = own;
    search.requestSubmit();
}, { once: true });
document.addEventListener("site:ready", () => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    for (const field of document.querySelectorAll("[data-own-time-zone]")) {
        if (own && field.value === "UTC") field.value = own;
    }
}, { once: true });
