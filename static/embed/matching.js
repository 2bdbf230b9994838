// The first mention of each term in a text, by the rules of the glossary's own links: terms/autolink/matching.py.
// Rows of labels are [normal form, slug, rank, takes endings, place and letters of what must have its case, ...].
const BREAK = "\ufffc";
const UNSPACED = "\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hang}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Mymr}\\p{sc=Khmr}";
const WORD = `(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}_]`;
const TOKEN = new RegExp(`(?:${WORD})+|\\S`, "gu");
const INSIDE = new RegExp(`^(?:(?:${WORD}){2}|\\p{sc=Kana}{2})`, "u");
const SIGNS = [
    [/\p{Z}/u, " "], [/[\u2012-\u2015]/, "\u2014"], [/[\p{Pd}˗⁃−]/u, "-"], [/[´ʹʻʼ‘’‚‛′‵‹›]/, "'"], [/[«»“”„‟″]/, '"'],
    [/[⁄∕]/, "/"], [/[®™℠℗\u0640\p{Cf}\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f]/u, ""],
];
const LETTERS = { Æ: "AE", æ: "ae", Œ: "OE", œ: "oe", ß: "ss", ẞ: "ss", Ø: "O", ø: "o", Ł: "L", ł: "l", Đ: "D", đ: "d" };

const plain = (one, before) => {
    if (one < "\x80") return one <= " " ? " " : one === "`" ? "'" : one;
    const sign = SIGNS.find(([signs]) => signs.test(one));
    if (sign) return sign[1];
    if (/[¹²³⁰⁴-⁹]/.test(one) && /\p{L}{2}$/u.test(before)) return "";
    return LETTERS[one] ?? (/[\p{sc=Latn}\p{sc=Grek}]/u.test(one) ? one.normalize("NFKD").replace(/\p{M}/gu, "") : one.normalize("NFKC"));
};

// The text as names compare, in its own case, and where each of its characters begins and ends in the source.
const normal = (source) => {
    let [text, place, space] = ["", 0, false];
    const [starts, ends] = [[], []];
    for (const one of source) {
        const made = plain(one, text.slice(-2));
        place += one.length;
        if (!made && ends.length) ends[ends.length - 1] = place;
        if (!made || (space && made === " ")) continue;
        space = made === " ";
        text += made;
        for (let each = made.length; each--;) (starts.push(place - one.length), ends.push(place));
    }
    return { text, starts, ends };
};
const spaced = (text) => text.replace(/\u2014/g, "-").replace(/(?<=[\p{L}\p{N}])-(?=[\p{L}\p{N}])/gu, " ");

const isInside = (text, start, end) => {
    const [before, after] = [text.slice(start ? start - 1 : 0, start + 1), text.slice(end - 1, end + 1)];
    if (start && (INSIDE.test(before) || /^\p{sc=Hang}{2}|^[\p{L}\p{N}][^\p{L}\p{N}]/u.test(before))) return true;
    return INSIDE.test(after) || /^[^\p{L}\p{N}][\p{L}\p{N}]/u.test(after);
};
const isPart = (text, start, end, takesEndings) => {
    const [before, after] = [text.slice(Math.max(0, start - 200), start), text.slice(end, end + 200)];
    if (/[#@$&\\+]$|[\p{L}\p{N}][-.']$/u.test(before) || /^[#@\\+=]|^\(\)|^[.&:][\p{L}\p{N}]/u.test(after)) return true;
    if (/^-(?!-)/.test(after) && !(takesEndings && /^-\p{Ll}/u.test(after))) return true;
    if (/^'(?![sS](?![\p{L}\p{N}]))[\p{L}\p{N}]/u.test(after)) return true;
    if (!before.endsWith("/") && after[0] !== "/") return false;
    const around = before.split(/[\s\ufffc]/).pop() + text.slice(start, end) + after.split(/[\s\ufffc]/)[0];
    return end - start < 4 || /:\/\/|www\.|@|^[('"]*\/|\/[.,;:!?)]*$|\/.*\//.test(around);
};
