// The script of every page. Pages work without it; it adds keyboard shortcuts, copying, saved preferences and live updates.
import "./keys.js";
import "./copy.js";
import "./preferences.js";
import "./fresh.js";
import "./find.js";
import "./list.js";
