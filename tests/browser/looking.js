// What can be measured of a page as it is drawn. Every check returns one line for each fault.
(isOnScreen) => {
    const SLACK = 1.5;
    // Letters and spaces, the mean of a paragraph's full lines; the measure is made for 66.
    const LONGEST_LINE = 80;
    const name = (element) => {
        const place = element.closest("[data-specimen]")?.dataset.specimen;
        const tag = element.localName + [...element.classList].map((one) => `.${one}`).join("");
        const words = element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
        return `${place ? `${place}: ` : ""}<${tag}> ${JSON.stringify(words)}`;
    };
    // Whether it is so of an element or of one around it.
    const within = (isSo) => {
        const known = new Map([[null, false]]);
        const ask = (element) => {
            if (!known.has(element)) known.set(element, isSo(element) || ask(element.parentElement));
            return known.get(element);
        };
        return ask;
    };
    const isCutAway = within((element) => getComputedStyle(element).clipPath !== "none" || element.matches(".skip-link:not(:focus)"));
    const isFixed = within((element) => getComputedStyle(element).position === "fixed");
    const isForEyes = (element) => element.checkVisibility({ visibilityProperty: true }) && !isCutAway(element);
    const hides = (style) => /hidden|clip/.test(`${style.overflowX} ${style.overflowY}`);
    const scrolls = (style) => /auto|scroll/.test(style.overflowX);
    const scrollersOf = (element) => {
        const found = [];
        for (let above = element.parentElement; above && above !== document.body; above = above.parentElement) {
            if (/auto|scroll/.test(getComputedStyle(above).overflowY)) found.push(above.getBoundingClientRect());
        }
        return found;
    };
    const isBoxed = within((element) => scrolls(getComputedStyle(element)) || hides(getComputedStyle(element)));
    const seen = [...document.body.querySelectorAll("*")].filter(isForEyes);

    const outside = () => {
        const wide = document.documentElement.clientWidth;
        const found = document.documentElement.scrollWidth > wide ? ["the page scrolls sideways"] : [];
        for (const element of seen) {
            const box = element.getBoundingClientRect();
            if (!box.width || !box.height || (box.left >= -SLACK && box.right <= wide + SLACK)) continue;
            if (isBoxed(element.parentElement)) continue;
            found.push(`${name(element)} reaches from ${Math.round(box.left)} to ${Math.round(box.right)}`);
        }
        return found;
    };

    const clipped = () => seen.filter((element) => {
        const style = getComputedStyle(element);
        if (!hides(style) || !element.textContent.trim()) return false;
        return element.scrollWidth > element.clientWidth + SLACK
            || (/hidden|clip/.test(style.overflowY) && element.scrollHeight > element.clientHeight + SLACK);
    }).map((element) => `${name(element)} hides a part of its text`);

    // A line's box is higher than its letters: only its middle half counts.
    const lines = () => {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const found = [];
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const element = node.parentElement;
            if (!node.data.trim() || !isForEyes(element)) continue;
            // A fixed bar lies over whatever is scrolled under it, on purpose.
            if (isFixed(element.parentElement)) continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            const scrollers = scrollersOf(element);
            for (const { left, right, top, bottom, height } of range.getClientRects()) {
                if (right - left < 3 || scrollers.some((box) => bottom < box.top || top > box.bottom)) continue;
                found.push({ element, left: left + 1, right: right - 1, top: top + height / 4, bottom: bottom - height / 4 });
            }
        }
        return found.sort((one, other) => one.top - other.top);
    };
    const overlapping = () => {
        const found = new Set();
        const near = [];
        for (const line of lines()) {
            while (near.length && near[0].bottom < line.top - 200) near.shift();
            for (const other of near) {
                const isOver = line.top < other.bottom && line.left < other.right && line.right > other.left;
                if (isOver) found.add(`${name(line.element)} lies over ${name(other.element)}`);
            }
            near.push(line);
        }
        return [...found];
    };

    const TARGETS = "a[href], button, summary, select, textarea, input:not([type=hidden])";
    const isInline = (element) => {
        if (getComputedStyle(element).display !== "inline") return false;
        const block = element.parentElement.closest("p, li, dd, dt, td, th, figcaption, caption, div, label, nav, h1, h2, h3");
        const beside = block?.textContent.replace(/\s+/g, "").length ?? 0;
        return beside > element.textContent.replace(/\s+/g, "").length;
    };
    const tooSmall = () => {
        const found = [];
        for (const target of document.body.querySelectorAll(TARGETS)) {
            const area = target.closest("label") ?? target;
            if (!isForEyes(target) || isInline(target)) continue;
            const { width, height } = area.getBoundingClientRect();
            const least = target.closest(".quiz__options") ? 44 : 24;
            if (Math.round(width) >= least && Math.round(height) >= least) continue;
            found.push(`${name(target)} is a target of ${Math.round(width)} by ${Math.round(height)}, not ${least}`);
        }
        return found;
    };

    const tooLong = () => [...document.querySelectorAll("main :is(p, li, dd, label, figcaption)")].flatMap((one) => {
        if (!one.checkVisibility() || one.querySelector("p, ul, ol, dl, table, div, form, details, svg")) return [];
        const style = getComputedStyle(one);
        const height = one.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
        const lines = Math.round(height / parseFloat(style.lineHeight));
        const mean = one.innerText.trim().length / (lines - 0.3);
        return lines > 2 && mean > LONGEST_LINE ? [`${name(one)} has ${Math.round(mean)} letters a line`] : [];
    });

    // At 400 percent a screen is 256 pixels high.
    const sticking = () => (innerHeight > 256 ? [] : seen).filter((element) => {
        const isSticking = /fixed|sticky/.test(getComputedStyle(element).position);
        return isSticking && element.getBoundingClientRect().height > innerHeight / 2;
    }).map((element) => `${name(element)} covers half of the screen`);

    const turned = () => seen.filter((element) => {
        const { content, rotate } = getComputedStyle(element, "::before");
        return !["none", "normal", '""'].includes(content) && rotate !== "none";
    }).map((element) => `what stands before ${name(element)} is turned`);

    const onScreen = () => [...tooSmall(), ...tooLong(), ...sticking()];
    return [...outside(), ...clipped(), ...overlapping(), ...turned(), ...(isOnScreen ? onScreen() : [])];
}
