// Scores an answer on the device, to be shown at once; what counts is what the site makes of it
// later (quizzes/kinds/). Says what each part of the reasons is to be drawn as, or what is wrong.
const result = (earned, worth, rest) => {
    const verdict = earned === worth ? "right" : earned ? "partly" : "wrong";
    return { earned, worth, verdict, ...rest };
};
const inputs = (form) => [...form.querySelectorAll("[name='option']")];

const scoreChoices = ({ right, incomplete }, form) => {
    const chosen = inputs(form).map((input) => input.checked);
    if (!chosen.includes(true)) return { error: incomplete };
    const count = (isRight) => chosen.filter((isChosen, place) => isChosen && right[place] === isRight).length;
    const states = chosen.map((isChosen) => (isChosen ? "chosen" : "open"));
    return result(Math.max(0, count(true) - count(false)), right.filter(Boolean).length, { states });
};

const scoreOrder = ({ right }, form) => {
    const given = inputs(form).map((input) => input.value);
    const places = right.map((code) => given.indexOf(code) + 1);
    const follows = (step) => step > 0 && places[step] === places[step - 1] + 1;
    const states = places.map((place, step) => {
        if (place === step + 1) return "right";
        return follows(step) ? "follows" : "misplaced";
    });
    return result(right.filter((_, step) => follows(step)).length, right.length - 1, { states, places });
};

// As numerator and denominator, so that nothing is rounded.
const fraction = (text) => [...text.split("/"), "1"].slice(0, 2).map(BigInt);
const UNITS = { number: /(?!)/, percent: /^% ?| ?%$/, dollars: /^\$ ?| ?\$$/ };
// Plain digits alone; with a decimal comma, as in German, `1.234` and `1,234` might be 1234.
const withoutUnit = (text, { notation, unit }) => {
    const typed = text.trim();
    const bare = unit && typed.endsWith(unit) ? typed.slice(0, -unit.length).trim() : typed;
    return bare.replace(UNITS[notation], "").replace("−", "-");
};
const readNumber = (plain, { notation, mark }) => {
    const isUnclear = mark === "," && /^-?[1-9]\d{0,2}[.,]\d{3}$/.test(plain);
    const found = (mark === "," ? /^(-?\d*)(?:[.,](\d*))?$/ : /^(-?\d*)(?:\.(\d*))?$/).exec(plain);
    if (isUnclear || !found || !/\d/.test(plain)) return null;
    const [, whole, decimals = ""] = found;
    const scale = 10n ** BigInt(decimals.length) * (notation === "percent" ? 100n : 1n);
    return [BigInt(`${whole.replace("-", "")}${decimals}`) * (whole.startsWith("-") ? -1n : 1n), scale];
};
const distance = (number) => (number < 0n ? -number : number);
const scoreNumber = (key, form) => {
    const given = withoutUnit(form.elements.number.value, key);
    const number = readNumber(given, key);
    if (!number) return { error: key.unreadable };
    const [[top, bottom], [exact, parts], [most, of]] = [number, fraction(key.exact), fraction(key.tolerance)];
    const isRight = distance(top * parts - exact * bottom) * of <= most * bottom * parts;
    const state = isRight ? "right" : "wrong";
    return result(Number(isRight), 1, { states: [state, state], given });
};

const rules = { choices: scoreChoices, order: scoreOrder, number: scoreNumber };
globalThis.scoreOnDevice = (key, form) => rules[key.rule](key, form);
