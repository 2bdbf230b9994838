// The policy asks browsers that know it (`require-trusted-types-for`) to let no text become a script:
// none is made of a string, and none comes from elsewhere. Markup is the site's own, which htmx puts
// in; no inline code in it would run.
globalThis.trustedTypes?.createPolicy("default", {
    createHTML: (text) => text,
    createScriptURL: (address) => (new URL(address, document.baseURI).origin === location.origin ? address : null),
});
