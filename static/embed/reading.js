// The texts of a page that links may be made in.
const CLOSED = "a,button,code,pre,kbd,samp,h1,h2,h3,h4,h5,h6,th,label,summary,[role=button],[contenteditable],[data-no-terms],[data-term],"
    + ".admonition-title,script,style,noscript,svg,math,iframe,textarea,select,[hidden],[aria-hidden=true],#glossary-card";

const textsIn = (root) => {
    const walker = document.createTreeWalker(root, 5, (one) => (one.data ? 1 : one.matches?.(CLOSED) ? 2 : 3));
    const texts = [];
    if (!root.closest(CLOSED)) while (walker.nextNode()) texts.push(walker.currentNode);
    return texts;
};
