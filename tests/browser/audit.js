// What in a page would run a script that the site did not ship, by a real parser; in words.
(html) => {
    const start = new DOMParser().parseFromString(html, "text/html");
    const roots = [start];
    for (const root of roots) {
        for (const inner of root.querySelectorAll("template")) roots.push(inner.content);
    }
    const isScript = /^[\s\0-\x20]*(javascript|vbscript|data:text)/i;
    const addresses = /^(href|src|action|formaction|data|xlink:href|srcdoc|content|values|to)$/i;
    const foreign = "iframe[srcdoc], object, embed, base, meta[http-equiv=refresh i], style, animate, set";
    const found = [];
    for (const root of roots) {
        for (const element of root.querySelectorAll("*")) {
            for (const { name, value } of element.attributes) {
                const runs = /^on|^(data-)?hx-on/i.test(name) || (name === "style" && value.includes("pwned"));
                const isDescribed = element.localName === "meta" && !element.httpEquiv;
                if (runs || (addresses.test(name) && !isDescribed && isScript.test(value))) found.push(`${element.localName} ${name}=${value}`);
            }
        }
        for (const script of root.querySelectorAll("script:not([src])")) {
            if (script.type.endsWith("json")) JSON.parse(script.textContent);
            else found.push(script.outerHTML);
        }
        for (const element of root.querySelectorAll(foreign)) {
            if (element.outerHTML.includes("pwned")) found.push(element.outerHTML);
        }
    }
    return found;
}
