// One element of each look that has text and was not given before in this window: of those that look alike, letter and ground, one
// is as easy to read as another.
() => {
    const CLEAR = "rgba(0, 0, 0, 0),none,1,none";
    const grounds = new Map();
    const ground = (element) => {
        if (!element) return "";
        if (!grounds.has(element)) {
            const { backgroundColor, backgroundImage, opacity, filter } = getComputedStyle(element);
            const own = [backgroundColor, backgroundImage, opacity, filter].join();
            grounds.set(element, ground(element.parentElement) + (own === CLEAR ? "" : own));
        }
        return grounds.get(element);
    };
    const given = new Set(JSON.parse(sessionStorage.getItem("looks") ?? "[]"));
    const fresh = [];
    for (const one of document.querySelectorAll("body *")) {
        const hasText = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
        if (!(hasText || one.matches("input, select, textarea")) || !one.checkVisibility()) continue;
        const { color, fontSize, fontWeight, textShadow, textDecorationLine, borderBottom } = getComputedStyle(one);
        const name = `${one.localName}.${one.getAttribute("class")}`;
        const around = getComputedStyle(one.parentElement).color;
        const look = [color, fontSize, fontWeight, textShadow, textDecorationLine, borderBottom, around, name, ground(one)].join();
        if (!given.has(look)) fresh.push(one);
        given.add(look);
    }
    sessionStorage.setItem("looks", JSON.stringify([...given]));
    return fresh;
}
