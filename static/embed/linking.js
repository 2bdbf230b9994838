// The links: those that the page asks for by data-term, then the first mention of every other term. They are made once the
// page stands still; when the site is down, nothing is changed.
const script = document.currentScript;
const home = script.src.replace(/embed(\/\w+)?\.js.*/, "");
const ask = (address) => fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" }).then((one) => one.ok && one.json()).catch(() => {});

const begin = async () => {
    const told = await ask(`${home}embed/labels.json`);
    if (!told) return;
    told.forms = byFirstWord(told);
    const address = (slug) => new URL(`${told.entries}${encodeURIComponent(slug)}/`, home).href;
    const wrap = (slug, select) => {
        const range = new Range();
        select(range);
        range.surroundContents(Object.assign(document.createElement("a"), { href: address(slug), className: "glossary-term" }));
    };
    const link = () => {
        for (const one of document.querySelectorAll("[data-term]")) {
            const { term } = one.dataset;
            if (told.slugs.includes(term) && !one.closest("a") && !one.querySelector("a")) wrap(term, (range) => range.selectNodeContents(one));
        }
        const linked = new Set(Array.from(document.links, (one) => one.origin + one.pathname));
        for (const root of document.querySelectorAll((script.dataset.auto ?? "[data-auto]") || "body")) {
            for (const text of textsIn(root)) {
                const isFirst = ([, , slug]) => !linked.has(address(slug)) && linked.add(address(slug));
                for (const [from, to, slug] of [...mentions(text.data, told)].filter(isFirst).reverse()) {
                    wrap(slug, (range) => (range.setStart(text, from), range.setEnd(text, to)));
                }
            }
        }
        changes.takeRecords();
    };
    let later;
    const changes = new MutationObserver(() => {
        clearTimeout(later);
        later = setTimeout(link, 300);
    });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`a.glossary-term { all: unset !important; cursor: pointer !important; text-decoration: underline dotted !important;
        text-underline-offset: .2em !important; }
        a.glossary-term:focus-visible { outline: 2px solid !important; outline-offset: 2px !important; }
        a.glossary-term::before, a.glossary-term::after { content: none !important; }
        #glossary-card:popover-open { all: initial; color-scheme: inherit; position: absolute; inset: auto; box-sizing: border-box;
        inline-size: min(22rem, 100vw - 1rem); max-block-size: 50vh; overflow: auto; padding: .8em 1em 1em; border: 1px solid GrayText;
        border-radius: 6px; background: Canvas; color: CanvasText; font: 15px/1.5 system-ui, sans-serif; box-shadow: 0 8px 24px #0004; }
        #glossary-card > * { all: unset; display: block; }
        #glossary-card > small { font-size: .85em; opacity: .8; } #glossary-card > p { margin-block-start: .3em; }
        #glossary-card > a { color: LinkText; cursor: pointer; font-weight: 600; font-size: 1.1em; }`);
    document.adoptedStyleSheets.push(sheet);
    link();
    changes.observe(document.body, { childList: true, subtree: true });
};
const start = () => (window.requestIdleCallback ?? setTimeout)(begin);
if (document.readyState === "complete") start();
else addEventListener("load", start);
