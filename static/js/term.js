// What the page of a term does besides; readers get it as one file.
import "./contents.js";
import "./layers.js";
import "./report.js";
