// Chooses the reader's own time zone in a list of them where none is chosen yet.
for (const list of document.querySelectorAll("[data-time-zone]")) {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!list.value && [...list.options].some((option) => option.value === own)) list.value = own;
}
