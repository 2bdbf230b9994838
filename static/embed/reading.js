// The text of a page, with where each of its text nodes stands in it, and what of it is closed to links.
const INLINE = "a,abbr,b,code,dfn,em,i,mark,s,small,span,strong,sub,u";
const SILENT = "script,style,template,noscript,svg,math,iframe,textarea,select,[hidden],[aria-hidden=true],#glossary-card";
const CLOSED = "a,button,code,pre,kbd,samp,h1,h2,h3,h4,h5,h6,th,label,summary,[role=button],[contenteditable],[data-no-terms],[data-term],.admonition-title";

const read = (root) => {
    const [parts, nodes] = [[], []];
    let length = 0;
    const add = (text, node) => {
        nodes.push([length, length += text.length, node]);
        parts.push(text);
    };
    const walk = (parent, isClosed) => {
        for (const child of parent.childNodes) {
            if (child.nodeType === 3) add(child.data, isClosed ? null : child);
            if (child.nodeType !== 1 || child.matches(SILENT)) continue;
            const edge = child.matches(INLINE) ? "" : BREAK;
            add(edge);
            walk(child, isClosed || child.matches(CLOSED));
            add(edge);
        }
    };
    walk(root, !!root.closest(CLOSED));
    return { source: parts.join(""), nodes };
};

const openIn = (nodes) => (start, end) => {
    let [low, high] = [0, nodes.length];
    while (low < high) {
        const middle = (low + high) >> 1;
        if (nodes[middle][1] > start) high = middle;
        else low = middle + 1;
    }
    const over = [];
    for (; low < nodes.length && nodes[low][0] < end; low++) over.push(nodes[low][2]);
    return over.includes(null) ? null : over.length === 1;
};
