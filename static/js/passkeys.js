// Passkeys, where the browser knows them. A form with data-passkey, "create" or "get", is sent with
// what the authenticator answers to the options at data-options; what is for passkeys is hidden till then.
const known = globalThis.PublicKeyCredential;
const READERS = { create: "parseCreationOptionsFromJSON", get: "parseRequestOptionsFromJSON" };

if (known?.prototype.toJSON && Object.values(READERS).every((name) => known[name])) {
    for (const part of document.querySelectorAll("[data-passkeys]")) part.hidden = false;
}

const ask = async (form) => {
    const kind = form.dataset.passkey;
    const answer = await fetch(form.dataset.options, { method: "POST", body: new FormData(form) });
    if (!answer.ok) throw new Error(answer.statusText);
    const publicKey = known[READERS[kind]](await answer.json());
    return JSON.stringify(await navigator.credentials[kind]({ publicKey }));
};

document.addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-passkey]");
    if (!form) return;
    event.preventDefault();
    const failed = form.querySelector("[data-passkey-failed]");
    failed.hidden = true;
    try {
        form.elements.credential.value = await ask(form);
        form.submit();
    } catch {
        failed.hidden = false;
    }
});
