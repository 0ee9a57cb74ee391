-- What people decide about pages: rescans, moves, marks of the wall; and how far the journal's chain was walked.

-- `version` counts what people did with the page. `aside` takes a page out of its dossier: `offered` is a new scan
-- that awaits a person's word, `replaced` the old one it stood in for. `replaces` says which page a new scan is for;
-- `rescan` is the reason why this one is asked for again. What a person set (`blank_set`, `twin_set`) no reading
-- changes. `came_from` and `came_place` lead a moved page back.
ALTER TABLE pages ADD COLUMN version bigint NOT NULL DEFAULT 0;
ALTER TABLE pages ADD COLUMN aside text;
ALTER TABLE pages ADD COLUMN replaces uuid REFERENCES pages (id);
ALTER TABLE pages ADD COLUMN rescan text;
ALTER TABLE pages ADD COLUMN rescan_by uuid REFERENCES users (id);
ALTER TABLE pages ADD COLUMN rescan_at timestamptz;
ALTER TABLE pages ADD COLUMN marked_by uuid REFERENCES users (id);
ALTER TABLE pages ADD COLUMN blank_set boolean NOT NULL DEFAULT false;
ALTER TABLE pages ADD COLUMN twin_set boolean NOT NULL DEFAULT false;
ALTER TABLE pages ADD COLUMN came_from uuid REFERENCES dossiers (id);
ALTER TABLE pages ADD COLUMN came_place text;
CREATE INDEX pages_awaiting ON pages (dossier_id) WHERE rescan IS NOT NULL;
CREATE INDEX pages_replacing ON pages (replaces) WHERE replaces IS NOT NULL;

-- The page that whoever brought the file named.
ALTER TABLE arrivals ADD COLUMN rescan_of uuid REFERENCES pages (id);

-- The earlier page that a page perhaps repeats.
ALTER TABLE concerns ADD COLUMN twin_id uuid REFERENCES pages (id);

-- One row: the last entry of the journal up to which the chain was walked and found whole.
CREATE TABLE chain_checked (
    id bigint PRIMARY KEY CHECK (id = 1),
    sequence bigint NOT NULL,
    hash text NOT NULL,
    broken_at bigint,
    at timestamptz NOT NULL
);
