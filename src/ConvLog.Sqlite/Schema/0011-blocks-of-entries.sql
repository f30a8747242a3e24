-- From here on, up to 32 entries of an opening are one document of "entry_text": those whose numbers differ in the last five bits alone. Its rowid is the least number that one
-- of them can have. An opening that began before keeps a document for each entry, also for those that come to it later.

INSERT INTO meta (key, value) VALUES ('first_writer_in_blocks', 1 + ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'writer'), 0));
