// The links: those that the page asks for by data-term, then the first mention of every other term. They are made once the
// page stands still; when the site is down, nothing is changed.
const script = document.currentScript;
const home = new URL(script.src.replace(/embed(?:\/\w+)?\.js.*$/, ""));
const ask = (address) => fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" }).then((one) => (one.ok ? one.json() : null)).catch(() => null);
const begin = async () => {
    const told = await ask(new URL("embed/labels.json", home));
    if (!told) return;
    const [first, known] = [byFirst(told.labels), new Set(told.slugs)];
    const entries = new URL(told.entries, home).href;
    const linkTo = (slug) => Object.assign(document.createElement("a"), {
        href: `${entries}${encodeURIComponent(slug)}/`, className: "glossary-term",
    });
    const mark = (one) => {
        const { term } = one.dataset;
        if (!known.has(term) || one.closest(".glossary-term") || one.querySelector("a")) return;
        const made = linkTo(term);
        if (one.matches("a")) return Object.assign(one, { href: made.href }).classList.add(made.className);
        made.append(...one.childNodes);
        one.append(made);
    };
    const link = () => {
        document.querySelectorAll("[data-term]").forEach(mark);
        const leading = [...document.links].filter((one) => one.href.startsWith(entries));
        const linked = new Set(leading.map((one) => decodeURIComponent(one.href.slice(entries.length).split(/[/?#]/)[0])));
        for (const root of document.querySelectorAll((script.dataset.auto ?? "[data-auto]") || "body")) {
            const { source, nodes } = read(root);
            for (const one of mentions(source, first, linked, openIn(nodes)).reverse()) {
                const [from, , node] = nodes.find(([, end, text]) => text && end > one.from);
                const words = node.splitText(one.from - from);
                words.splitText(one.to - one.from);
                const made = linkTo(one.slug);
                words.replaceWith(made);
                made.append(words);
            }
        }
        changes.takeRecords();
    };
    let later = 0;
    const changes = new MutationObserver(() => {
        clearTimeout(later);
        later = setTimeout(link, 300);
    });
    document.adoptedStyleSheets.push(css(`a.glossary-term { all: unset !important; cursor: pointer !important;
        text-decoration: underline dotted !important; text-underline-offset: .2em !important; }
        a.glossary-term:focus-visible { outline: 2px solid !important; outline-offset: 2px !important; }
        a.glossary-term::before, a.glossary-term::after { content: none !important; }`));
    link();
    changes.observe(document.body, { childList: true, subtree: true });
};
const start = () => (window.requestIdleCallback ?? setTimeout)(begin);
if (document.readyState === "complete") start();
else addEventListener("load", start);
