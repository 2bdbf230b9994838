// On a page that holds widgets: gives the frame of each the height that it asks for.
(() => {
    const frames = () => document.querySelectorAll("iframe[data-calculator], iframe[data-glossary]");
    addEventListener("message", (event) => {
        const height = event.data?.glossaryCalculator?.height;
        if (!Number.isFinite(height)) return;
        for (const frame of frames()) {
            if (frame.contentWindow === event.source) frame.height = Math.min(Math.ceil(height) + 2, 5000);
        }
    });
    for (const frame of frames()) frame.contentWindow.postMessage("glossary-calculator: how tall?", "*");
})();
