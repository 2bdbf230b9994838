// The site's two faces. A first page is set in the stand-ins; once its reader does something, the
// faces are fetched behind it, and later pages have them from the start.
{
    const root = document.documentElement;
    const { faces } = document.currentScript.dataset;
    const addresses = faces.split(" ");
    const storage = (use) => {
        try { return use(localStorage); } catch { return null; } // a reader may have forbidden it
    };
    const preload = (href) => {
        const link = document.createElement("link");
        document.head.append(Object.assign(link, { rel: "preload", as: "font", type: "font/woff2", href, crossOrigin: "" }));
    };
    const isSparing = navigator.connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches;
    const signs = ["scroll", "pointerdown", "keydown"];
    const whole = async (face) => {
        const answer = await fetch(face, { priority: "low" });
        await answer.blob(); // or no cache keeps it
        return answer.ok;
    };
    const get = async () => {
        for (const sign of signs) removeEventListener(sign, get);
        const came = await Promise.all(addresses.map(whole)).catch(() => [false]); // the next page tries again
        if (came.every(Boolean)) storage((kept) => kept.setItem("faces", faces));
    };

    if (storage((kept) => kept.getItem("faces")) === faces) {
        root.dataset.faces = "";
        addresses.forEach(preload);
    } else if (!isSparing) {
        for (const sign of signs) addEventListener(sign, get, { passive: true });
    }
}
