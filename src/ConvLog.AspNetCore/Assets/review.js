// The script of a conversation's page.
import "./base.js";
import "./append.js";
import "./strip.js";
