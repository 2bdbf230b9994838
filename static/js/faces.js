// The site's two faces. A first page is painted in the stand-ins, which give way once the faces are
// here, unless a line that the reader sees would move. Later pages have the faces from the start.
{
    const root = document.documentElement;
    const { faces } = document.currentScript.dataset;
    const storage = (use) => {
        try { return use(localStorage); } catch { return null; } // a reader may have forbidden it
    };
    const preload = (href) => {
        const link = document.createElement("link");
        document.head.append(Object.assign(link, { rel: "preload", as: "font", type: "font/woff2", href, crossOrigin: "" }));
    };
    const load = () => Promise.all(
        ["Serif", "Sans"].flatMap((name) => [400, 600].map((weight) => document.fonts.load(`${weight} 1em "Reading ${name}"`))),
    );
    const seen = () => {
        const elements = new Set();
        for (const share of [0.25, 0.5, 0.75]) {
            for (let y = 0; y < innerHeight; y += 16) {
                for (const element of document.elementsFromPoint(share * innerWidth, y)) elements.add(element);
            }
        }
        return [...elements];
    };
    const range = document.createRange();
    const firstLine = (text) => {
        range.selectNode(text);
        return range.getClientRects()[0]?.top ?? 0;
    };
    const heights = (element) => {
        const { top, bottom } = element.getBoundingClientRect();
        const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
        return [Math.max(top, 0), Math.min(bottom, innerHeight), ...texts.map(firstLine)];
    };
    const ENOUGH_TO_BE_SEEN = 3; // pixels, below which the Layout Instability API counts nothing
    const swap = () => {
        const elements = seen();
        const before = elements.flatMap(heights);
        root.dataset.faces = "";
        const after = elements.flatMap(heights);
        if (after.some((height, place) => Math.abs(height - before[place]) >= ENOUGH_TO_BE_SEEN)) delete root.dataset.faces;
    };

    if (storage((kept) => kept.getItem("faces")) === faces) {
        root.dataset.faces = "";
        faces.split(" ").forEach(preload);
    } else {
        document.addEventListener("site:painted", ({ detail }) => detail.push(load().then(swap)));
        document.addEventListener("site:ready", () => storage((kept) => kept.setItem("faces", faces)));
    }
}
