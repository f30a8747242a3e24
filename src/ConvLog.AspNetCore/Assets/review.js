// The script of a conversation's page.
import "./console.js";
import "./append.js";
import "./strip.js";
