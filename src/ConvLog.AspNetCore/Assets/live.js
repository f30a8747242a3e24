// The script of the live page.
import "./console.js";
import "./tail.js";
