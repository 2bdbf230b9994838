// Shows times on the reader's own clock where nobody has chosen one yet; htmx must know the form by then.
addEventListener("DOMContentLoaded", () => {
    const search = document.querySelector("[data-own-zone]");
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!search || !own || own === search.dataset.ownZone) return;
    document.querySelector("#call-times [name='time_zone']").value = own;
    search.requestSubmit();
});
