// One element of each look that has text: of those that look alike, letter and ground, one is as easy to read as another.
() => {
    const grounds = new Map();
    const ground = (element) => {
        if (!element) return "";
        if (!grounds.has(element)) {
            const { backgroundColor, backgroundImage, opacity, filter } = getComputedStyle(element);
            grounds.set(element, [ground(element.parentElement), backgroundColor, backgroundImage, opacity, filter].join());
        }
        return grounds.get(element);
    };
    const looks = new Map();
    for (const one of document.querySelectorAll("body *")) {
        const hasText = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
        if (!(hasText || one.matches("input, select, textarea")) || !one.checkVisibility()) continue;
        const { color, fontSize, fontWeight, textShadow } = getComputedStyle(one);
        const place = [one, one.parentElement].map((part) => `${part.localName}.${part.getAttribute("class")}`);
        const look = [color, fontSize, fontWeight, textShadow, ...place, ground(one)].join();
        if (!looks.has(look)) looks.set(look, one);
    }
    return [...looks.values()];
}
