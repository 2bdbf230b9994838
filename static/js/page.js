// What every page does; readers get it as one file.
import "./htmx.js";
import "./site.js";
import "./worker.js";
import "./cards.js";
import "./search.js";
import "./suggestions.js";
