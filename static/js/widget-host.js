// On a page that holds the calculator's widget: gives its frame the height that the widget asks for.
(() => {
    const frames = () => document.querySelectorAll("iframe[data-calculator]");
    addEventListener("message", (event) => {
        const height = event.data?.glossaryCalculator?.height;
        if (!Number.isFinite(height)) return;
        for (const frame of frames()) {
            if (frame.contentWindow === event.source) frame.height = Math.min(Math.ceil(height) + 2, 5000);
        }
    });
    for (const frame of frames()) frame.contentWindow.postMessage("glossary-calculator: how tall?", "*");
})();
