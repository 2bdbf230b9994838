// Marks in the table of contents the section that is being read, and names it in the bar of a phone.
const links = new Map(
    [...document.querySelectorAll("[data-contents] ol a")].map((link) => [link.hash.slice(1), link]),
);
const sections = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
const visible = new Set();
const here = document.querySelector("[data-contents-here]");

const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
        if (isIntersecting) visible.add(target);
        else visible.delete(target);
    }
    const first = sections.find((section) => visible.has(section));
    if (!first) return;
    for (const [id, link] of links) {
        if (id === first.id) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
    }
    here.textContent = links.get(first.id).textContent;
}, { rootMargin: "-12% 0px -60% 0px" });
sections.forEach((section) => observer.observe(section));

const box = document.querySelector(".contents__box");
const wide = matchMedia("(min-width: 64rem)");
// On a wide screen the style sheet shows the list in any case; being open tells everyone so.
if (box && wide.matches) box.open = true;
wide.addEventListener("change", () => { if (box) box.open = wide.matches; });
box?.addEventListener("click", (event) => {
    if (!wide.matches && event.target.closest("ol a")) box.open = false;
});
