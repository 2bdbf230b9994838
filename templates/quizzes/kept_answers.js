// Answers given without a connection: kept until the site has said what became of each.
const withAnswers = (mode, use) => new Promise((done, failed) => {
    const opening = indexedDB.open("reviews", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("answers", { keyPath: "id" });
    opening.onerror = () => failed(opening.error);
    opening.onsuccess = () => {
        const database = opening.result;
        const transaction = database.transaction("answers", mode);
        const request = use(transaction.objectStore("answers"));
        transaction.oncomplete = () => { database.close(); done(request?.result); };
        transaction.onabort = () => { database.close(); failed(transaction.error); };
    };
});
const keptAnswers = () => withAnswers("readonly", (store) => store.getAll());
const deleteAnswers = () => new Promise((done) => {
    const deleting = indexedDB.deleteDatabase("reviews");
    deleting.onsuccess = deleting.onerror = deleting.onblocked = done;
});

// Of two tabs that answer the same question, the first one's answer stands.
const keepAnswer = async ({ answer }) => {
    await withAnswers("readwrite", (store) => {
        store.get(answer.id).onsuccess = ({ target }) => target.result ?? store.put(answer);
    });
    await registration.sync?.register("answers").catch(() => {});
};

// Says how many were sent; what cannot be sent now stays.
const sendWaiting = async () => {
    const waiting = (await keptAnswers()).filter((one) => !one.outcome);
    if (!waiting.length) return 0;
    const reply = await fetch("{% url 'reviews:answers' %}", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(waiting),
        signal: AbortSignal.timeout?.(30_000),
    });
    if (reply.status === 409) { await dropTaken(); return 0; }
    if (!reply.ok) throw new Error(`answers were not taken: ${reply.status}`);
    const outcomes = await reply.json();
    await withAnswers("readwrite", (store) => {
        for (const one of waiting) if (outcomes[one.id]) store.put({ ...one, ...outcomes[one.id] });
    });
    return Object.values(outcomes).filter(({ outcome }) => outcome !== "refused").length;
};

let sending = null;
const sendAnswers = () => sending ??= sendWaiting().finally(() => { sending = null; });

addEventListener("sync", (event) => {
    if (event.tag === "answers") event.waitUntil(sendAnswers().then((sent) => tell({ sent })));
});
