// Fonts and behaviour come after the first paint. Until then, and without them, every page works.
const add = (element) => new Promise((done) => {
    const copy = document.importNode(element, true);
    copy.addEventListener("load", done);
    if (copy.localName === "script") copy.async = false;
    document.head.append(copy);
});
const begin = async () => {
    const later = document.querySelector("[data-after-paint]").content.children;
    await Promise.all([...later].map(add));
    await document.fonts.ready;
    document.documentElement.dataset.ready = "";
    document.dispatchEvent(new Event("site:ready"));
};
const afterPaint = () => requestAnimationFrame(() => setTimeout(begin));
if (document.readyState === "complete") afterPaint();
else addEventListener("load", afterPaint);
