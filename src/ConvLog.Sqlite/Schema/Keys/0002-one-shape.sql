-- Gives all keys files of schema 1 one shape: its script was edited while files were made with it. Its last form has all of this already.

CREATE TABLE IF NOT EXISTS destroyed_key (
    no INTEGER PRIMARY KEY,
    at INTEGER NOT NULL
);
