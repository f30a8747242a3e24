// Shared by all pages. They work without it; it adds keyboard shortcuts, copying, saved preferences and live updates.
import "./keys.js";
import "./copy.js";
import "./preferences.js";
import "./fresh.js";
import "./leave.js";
