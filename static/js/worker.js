// The service worker: pages ask it by message, and show that answers wait in it for a connection.
const worker = navigator.serviceWorker;
const address = document.querySelector("[data-worker]").dataset.worker;
const ready = worker?.register(address).then(() => worker.ready) ?? Promise.reject(new Error("no service workers here"));
ready.catch(() => {});
const sign = document.querySelector("[data-waiting]");
const RETRY_MS = 10_000;
let isSent = false;
let retry = 0;
globalThis.askWorker = async (message) => {
    const { active } = await ready;
    const { port1, port2 } = new MessageChannel();
    active.postMessage(message, [port2]);
    return new Promise((done) => { port1.onmessage = ({ data }) => done(data); });
};
const send = () => askWorker({ deed: "send" }).catch(() => {});
const show = ({ data }) => {
    document.dispatchEvent(new CustomEvent("site:kept", { detail: data }));
    isSent ||= data.sent > 0;
    if (data.waiting) sign.firstElementChild.textContent = sign.dataset.waiting.replace("{number}", data.waiting);
    else if (isSent) sign.firstElementChild.textContent = sign.dataset.sent;
    sign.hidden = !data.waiting && !isSent;
    clearTimeout(retry);
    if (data.waiting && navigator.onLine) retry = setTimeout(send, RETRY_MS);
};
if (sign) {
    worker?.addEventListener("message", show);
    askWorker({ deed: "check" }).catch(() => {});
    addEventListener("online", send);
}
