// The page for reviews without a connection; browsers get it as one file.
import "./offline-scoring.js";
import "./offline-drawing.js";
import "./offline-review.js";
