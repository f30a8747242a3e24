// The script of every page but that of a conversation and the live one.
import "./base.js";
import "./find.js";
import "./list.js";
