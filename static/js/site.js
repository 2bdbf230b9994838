// What every page shares: copying a link, moving focus after a swap, saying when a request failed.
const live = () => document.getElementById("live");

document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(new URL(button.dataset.copy, location.href).href);
    button.textContent = button.dataset.copied;
    live().textContent = button.dataset.copied;
});

document.addEventListener("htmx:afterSwap", ({ detail }) => {
    const swapped = detail.target?.isConnected ? detail.target : document.getElementById(detail.target?.id);
    swapped?.querySelector("[tabindex='-1'][autofocus]")?.focus();
    const announced = swapped?.querySelector("[data-announce]");
    if (announced) live().textContent = announced.textContent.trim();
});

for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.addEventListener(name, () => {
        live().textContent = document.documentElement.dataset.requestFailed ?? "";
        document.documentElement.classList.add("has-request-error");
    });
}
document.addEventListener("htmx:beforeRequest", () => {
    document.documentElement.classList.remove("has-request-error");
});
