// The mentions of terms in a text, by the rules of the glossary's own links: terms/autolink/matching.py.
// `forms` has those that begin with a word, the longest first, each as [normal form, slug, takes endings, place and letters of what
// must have its case, ...]; one that means several terms has no slug. `letters` are what letters of names are when they compare.
const LETTER = "[\\p{L}\\p{N}]";
const UNSPACED = "\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hang}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Mymr}\\p{sc=Khmr}";
const WORD = `(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}_])`;
const expression = (text, flags = "") => new RegExp(text, `${flags}u`);
const TOKEN = expression(`${WORD}+|\\p{sc=Kana}+|(?!(?<=\\p{sc=Hang})\\p{sc=Hang})${LETTER}|(?<!${LETTER})\\S`, "g");
const BEFORE = expression(`[#@$&\\\\+]$|${LETTER}[-.']$`);
const AFTER = expression(`^(${WORD}{2}|\\p{sc=Kana}{2}|(?!${LETTER}).${LETTER}|.([#@\\\\+=]|\\(\\)|[.&:]${LETTER}|'(?!s(?!${LETTER}))${LETTER}))`, "i");
const HYPHEN = expression(`(?<=${LETTER})[-‒-―](?=${LETTER})`, "g");

const plain = (one, letters) => letters[one]
    ?? one.replace(/[®™\p{Cf}]/u, "").normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[‘’]/, "'").replace(/[‐‑−]/, "-");

const byFirstWord = ({ labels }) => Map.groupBy(labels, ([key]) => key.match(TOKEN)[0]);

// Each as where it begins and ends in `source`, and its slug; of two that overlap the first.
const mentions = function* (source, { forms, letters }) {
    let [text, done] = ["", 0];
    const places = [];
    for (const { 0: one, index } of source.matchAll(/\s+|[^]/gu)) {
        const made = one.trim() && plain(one, letters);
        text += one.trim() ? made : " ";
        while (places.length < text.length) places.push(index);
    }
    places.push(source.length);
    const cased = text.replace(HYPHEN, " ");
    const folded = cased.toLowerCase();
    const isPath = (start, end) => {
        if (text[start - 1] !== "/" && text[end] !== "/") return false;
        const around = text.slice(0, start).slice(-200).match(/\S*$/)[0] + text.slice(start, end) + text.slice(end, end + 200).match(/\S*/)[0];
        return end - start < 4 || /:\/\/|www\.|@|^[('"]*\/|\/[.,;:!?)]*$|\/.*\//.test(around);
    };
    const fits = (start, [key, , takesEndings, ...exact]) => {
        const end = start + key.length;
        const after = text.slice(end - 1, end + 3);
        return folded.startsWith(key, start) && !AFTER.test(after) && !(takesEndings ? /^.-[^\p{Ll}-]/u : /^.-[^-]/u).test(after) && !isPath(start, end)
            && exact.every((part, at) => at % 2 || cased.startsWith(exact[at + 1], start + part));
    };
    for (const { 0: token, index } of folded.matchAll(TOKEN)) {
        if (index < done || BEFORE.test(text.slice(0, index).slice(-2))) continue;
        const form = forms.get(token)?.find((one) => fits(index, one));
        if (!form) continue;
        done = index + form[0].length;
        if (form[1]) yield [places[index], places[done], form[1]];
    }
};
