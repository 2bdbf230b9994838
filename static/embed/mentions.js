// Which mentions of a text are linked: of two that overlap the longer one, and each term once.
const byFirst = (labels) => {
    const first = {};
    for (const row of labels) (first[row[0].match(TOKEN)[0]] ??= []).push(row);
    return first;
};

// `isOpen(start, end)` tells of a place in `source` whether it may be linked: null where it is closed.
const mentions = (source, first, linked, isOpen) => {
    const { text, starts, ends } = normal(source);
    const cased = spaced(text);
    const folded = cased.toLowerCase();
    const found = new Map();
    for (const { 0: token, index: start } of folded.matchAll(TOKEN)) {
        for (const row of Object.hasOwn(first, token) ? first[token] : []) {
            const end = start + row[0].length;
            if (!folded.startsWith(row[0], start) || isInside(folded, start, end)) continue;
            const fits = row.slice(4).every((part, at, all) => at % 2 || cased.startsWith(all[at + 1], start + part));
            const [from, to] = [starts[start], ends[end - 1]];
            if (!fits || isOpen(from, to) === null) continue;
            const key = `${start} ${end}`;
            if (!found.has(key)) found.set(key, { start, end, from, to, rows: [] });
            found.get(key).rows.push(row);
        }
    }
    const taken = new Uint8Array(text.length);
    const whole = [...found.values()].filter((one) => !isPart(text, one.start, one.end, one.rows.some((row) => row[3])));
    return whole.sort((one, other) => other.end - other.start - one.end + one.start || one.start - other.start).filter((one) => {
        if (taken.subarray(one.start, one.end).some(Boolean)) return false;
        return taken.fill(1, one.start, one.end);
    }).sort((one, other) => one.start - other.start).filter((one) => {
        const best = Math.max(...one.rows.map((row) => row[2]));
        const slugs = new Set(one.rows.filter((row) => row[2] === best).map((row) => row[1]));
        [one.slug] = slugs;
        return slugs.size === 1 && isOpen(one.from, one.to) && !linked.has(one.slug) && linked.add(one.slug);
    });
};
