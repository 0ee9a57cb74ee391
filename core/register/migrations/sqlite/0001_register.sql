-- The whole register, first form. The same tables stand in the other database's folder, column by column.
-- Ids are UUIDv7. Times are UTC. Personal data lives in names of people, references, file names, values and
-- verdicts; never in jobs, audit, concerns' parameters or error codes.

-- Who owns files: national, oblast, district.
CREATE TABLE offices (
    id BLOB PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    title_uk TEXT NOT NULL,
    title_en TEXT NOT NULL,
    parent_id BLOB REFERENCES offices (id)
) STRICT;

-- People with accounts.
CREATE TABLE users (
    id BLOB PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    roles TEXT NOT NULL,
    office_id BLOB NOT NULL REFERENCES offices (id),
    locale TEXT NOT NULL,
    failed INTEGER NOT NULL DEFAULT 0,
    locked_until TEXT,
    last_sign_in TEXT,
    disabled INTEGER NOT NULL DEFAULT false,
    created_at TEXT NOT NULL
) STRICT;

-- The ground on which personal data is opened.
CREATE TABLE purposes (
    id BLOB PRIMARY KEY,
    user_id BLOB REFERENCES users (id),
    kind TEXT NOT NULL,
    reference TEXT NOT NULL,
    note TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX purposes_by_user ON purposes (user_id, id);

-- Signed-in people; the token itself is only in the cookie.
CREATE TABLE sessions (
    token_digest TEXT PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES users (id),
    csrf TEXT NOT NULL,
    purpose_id BLOB REFERENCES purposes (id),
    created_at TEXT NOT NULL,
    seen_at TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_by_user ON sessions (user_id);

-- One-time links.
CREATE TABLE invites (
    token_digest TEXT PRIMARY KEY,
    roles TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT
) STRICT;

-- Stored queries, so that no address carries a name.
CREATE TABLE searches (
    id BLOB PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES users (id),
    query TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

-- Dossiers handed over together. `files` counts what came to the door, apart from what became of it.
CREATE TABLE batches (
    id BLOB PRIMARY KEY,
    office_id BLOB NOT NULL REFERENCES offices (id),
    name TEXT NOT NULL,
    files INTEGER NOT NULL DEFAULT 0,
    created_by BLOB REFERENCES users (id),
    created_at TEXT NOT NULL,
    UNIQUE (office_id, name)
) STRICT;

-- The list that came with a batch.
CREATE TABLE listed_files (
    batch_id BLOB NOT NULL REFERENCES batches (id),
    position INTEGER NOT NULL,
    reference TEXT NOT NULL,
    volume TEXT,
    file_name TEXT,
    sha256 TEXT,
    sheets INTEGER,
    PRIMARY KEY (batch_id, position)
) STRICT;

-- One person's case file. `pending` says that something came since it was last due; `received_revision` is the
-- revision that understanding was last asked for; `next_order` is the place of the next arrival.
CREATE TABLE dossiers (
    id BLOB PRIMARY KEY,
    office_id BLOB NOT NULL REFERENCES offices (id),
    batch_id BLOB NOT NULL REFERENCES batches (id),
    reference TEXT NOT NULL,
    state TEXT NOT NULL,
    closed INTEGER NOT NULL DEFAULT false,
    pending INTEGER NOT NULL DEFAULT false,
    revision INTEGER NOT NULL DEFAULT 0,
    received_revision INTEGER NOT NULL DEFAULT 0,
    next_order INTEGER NOT NULL DEFAULT 0,
    order_base INTEGER NOT NULL DEFAULT 0,
    surname TEXT,
    given_name TEXT,
    patronymic TEXT,
    birth_date TEXT,
    tax_number TEXT,
    case_number TEXT,
    pdf TEXT,
    pdf_bytes INTEGER,
    pdf_revision INTEGER,
    indexed_revision INTEGER,
    last_arrival_at TEXT,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    UNIQUE (office_id, reference)
) STRICT;
CREATE INDEX dossiers_by_batch ON dossiers (batch_id, id);
CREATE INDEX dossiers_by_reference ON dossiers (reference);
CREATE INDEX dossiers_open ON dossiers (last_arrival_at) WHERE NOT closed;

-- The bytes that arrived, once a dossier.
CREATE TABLE originals (
    dossier_id BLOB NOT NULL REFERENCES dossiers (id),
    digest TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    stored_at TEXT NOT NULL,
    checked_at TEXT,
    PRIMARY KEY (dossier_id, digest)
) STRICT;
CREATE INDEX originals_by_check ON originals (checked_at);

-- One file at one place, at one time.
CREATE TABLE arrivals (
    id BLOB PRIMARY KEY,
    dossier_id BLOB NOT NULL REFERENCES dossiers (id),
    batch_id BLOB NOT NULL REFERENCES batches (id),
    volume TEXT NOT NULL,
    file_name TEXT NOT NULL,
    place INTEGER NOT NULL,
    digest TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    channel TEXT NOT NULL,
    state TEXT NOT NULL,
    failure TEXT,
    received_by BLOB REFERENCES users (id),
    received_at TEXT NOT NULL,
    UNIQUE (dossier_id, volume, file_name, digest),
    UNIQUE (dossier_id, place),
    FOREIGN KEY (dossier_id, digest) REFERENCES originals (dossier_id, digest)
) STRICT;
CREATE INDEX arrivals_by_batch ON arrivals (batch_id);
CREATE INDEX arrivals_waiting ON arrivals (dossier_id) WHERE state = 'received';

-- The same bytes at the same place again.
CREATE TABLE known_duplicates (
    id BLOB PRIMARY KEY,
    arrival_id BLOB NOT NULL REFERENCES arrivals (id),
    batch_id BLOB NOT NULL REFERENCES batches (id),
    channel TEXT NOT NULL,
    by_user BLOB REFERENCES users (id),
    at TEXT NOT NULL
) STRICT;
CREATE INDEX known_duplicates_by_batch ON known_duplicates (batch_id);

-- What the door did not take.
CREATE TABLE refusals (
    id BLOB PRIMARY KEY,
    batch_id BLOB NOT NULL REFERENCES batches (id),
    reference TEXT NOT NULL,
    volume TEXT NOT NULL,
    file_name TEXT NOT NULL,
    code TEXT NOT NULL,
    params TEXT NOT NULL,
    channel TEXT NOT NULL,
    by_user BLOB REFERENCES users (id),
    at TEXT NOT NULL
) STRICT;
CREATE INDEX refusals_by_batch ON refusals (batch_id, id);

-- Consecutive pages that are one paper. A document that reading again no longer finds stays while verdicts hang on it.
CREATE TABLE documents (
    id BLOB PRIMARY KEY,
    dossier_id BLOB NOT NULL REFERENCES dossiers (id),
    kind TEXT NOT NULL,
    confidence REAL NOT NULL,
    first_page_id BLOB NOT NULL,
    last_page_id BLOB NOT NULL,
    position INTEGER NOT NULL,
    set_by BLOB REFERENCES users (id),
    gone INTEGER NOT NULL DEFAULT false
) STRICT;
CREATE INDEX documents_by_dossier ON documents (dossier_id, position);

-- One side of a sheet: a frame of an arrival. `dossier_id` is where it belongs; its blobs lie with its arrival's.
CREATE TABLE pages (
    id BLOB PRIMARY KEY,
    dossier_id BLOB NOT NULL REFERENCES dossiers (id),
    arrival_id BLOB NOT NULL REFERENCES arrivals (id),
    frame INTEGER NOT NULL,
    place TEXT NOT NULL,
    state TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    dpi INTEGER NOT NULL,
    rotation INTEGER NOT NULL DEFAULT 0,
    blank INTEGER NOT NULL DEFAULT false,
    separator TEXT,
    duplicate_of BLOB REFERENCES pages (id),
    document_id BLOB REFERENCES documents (id),
    perceptual_hash INTEGER,
    pixel_digest TEXT,
    quality TEXT,
    recognition_id BLOB,
    engine TEXT,
    alto TEXT,
    picture TEXT,
    mean_confidence REAL,
    words INTEGER,
    text_language TEXT,
    failure TEXT,
    readings INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL,
    read_at TEXT,
    UNIQUE (arrival_id, frame)
) STRICT;
CREATE INDEX pages_in_order ON pages (dossier_id, place);
CREATE INDEX pages_by_state ON pages (dossier_id, state, created_at);
CREATE INDEX pages_waiting ON pages (created_at) WHERE state = 'waiting';

-- Every reading of a page; the page shows the last.
CREATE TABLE recognitions (
    id BLOB PRIMARY KEY,
    page_id BLOB NOT NULL REFERENCES pages (id),
    engine TEXT NOT NULL,
    alto TEXT NOT NULL,
    mean_confidence REAL NOT NULL,
    words INTEGER NOT NULL,
    text_language TEXT NOT NULL,
    steps TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX recognitions_by_page ON recognitions (page_id);

-- A named value of a document, or of the dossier where document_id is null.
CREATE TABLE fields (
    id BLOB PRIMARY KEY,
    dossier_id BLOB NOT NULL REFERENCES dossiers (id),
    document_id BLOB REFERENCES documents (id),
    path TEXT NOT NULL,
    value TEXT,
    reason TEXT,
    status TEXT NOT NULL,
    confidence REAL NOT NULL,
    candidates TEXT NOT NULL,
    sources TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    verdict_id BLOB,
    verdict_kind TEXT,
    verdict_value TEXT,
    verdict_by BLOB REFERENCES users (id),
    verdict_at TEXT,
    lease_by BLOB REFERENCES users (id),
    lease_until TEXT
) STRICT;
CREATE UNIQUE INDEX fields_of_document ON fields (document_id, path) WHERE document_id IS NOT NULL;
CREATE UNIQUE INDEX fields_of_dossier ON fields (dossier_id, path) WHERE document_id IS NULL;
CREATE INDEX fields_by_dossier ON fields (dossier_id, status);
CREATE INDEX fields_waiting ON fields (dossier_id, id) WHERE status = 'review';

-- People's verdicts: appended, never changed.
CREATE TABLE verifications (
    id BLOB PRIMARY KEY,
    field_id BLOB NOT NULL REFERENCES fields (id),
    dossier_id BLOB NOT NULL REFERENCES dossiers (id),
    document_id BLOB REFERENCES documents (id),
    path TEXT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT,
    by_user BLOB REFERENCES users (id),
    at TEXT NOT NULL
) STRICT;
CREATE INDEX verifications_by_field ON verifications (field_id, id);
CREATE INDEX verifications_by_dossier ON verifications (dossier_id, id);
CREATE INDEX verifications_by_user ON verifications (by_user, at);

-- What a person must decide. `mark` says what it is about, so that a step done twice raises it once.
CREATE TABLE concerns (
    id BLOB PRIMARY KEY,
    code TEXT NOT NULL,
    sort TEXT NOT NULL,
    params TEXT NOT NULL,
    dossier_id BLOB NOT NULL REFERENCES dossiers (id),
    batch_id BLOB NOT NULL REFERENCES batches (id),
    arrival_id BLOB REFERENCES arrivals (id),
    page_id BLOB REFERENCES pages (id),
    document_id BLOB REFERENCES documents (id),
    raised_by TEXT NOT NULL,
    raised_at TEXT NOT NULL,
    mark TEXT NOT NULL,
    state TEXT NOT NULL,
    decision TEXT,
    note TEXT,
    decided_by BLOB REFERENCES users (id),
    decided_at TEXT,
    UNIQUE (dossier_id, mark)
) STRICT;
CREATE INDEX concerns_open ON concerns (sort, id) WHERE state = 'open';
CREATE INDEX concerns_by_batch ON concerns (batch_id, state);

-- One stage for one subject. Rows end with the work; dead ones stay until a person acts.
CREATE TABLE jobs (
    id BLOB PRIMARY KEY,
    stage TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    revision INTEGER NOT NULL,
    priority INTEGER NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    max_attempts INTEGER NOT NULL,
    run_at TEXT NOT NULL,
    lease_token BLOB,
    lease_until TEXT,
    last_code TEXT,
    created_at TEXT NOT NULL,
    UNIQUE (stage, subject_id, revision)
) STRICT;
CREATE INDEX jobs_ready ON jobs (priority, run_at, id) WHERE state = 'ready';
CREATE INDEX jobs_leased ON jobs (lease_until) WHERE state = 'leased';

-- The journal. `canonical` is what is hashed; the other columns only help to find it.
CREATE TABLE audit (
    id BLOB PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    actor_id BLOB,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    object_id BLOB,
    office_id BLOB,
    dossier_id BLOB,
    outcome TEXT NOT NULL,
    canonical TEXT NOT NULL,
    sequence INTEGER UNIQUE,
    previous TEXT,
    hash TEXT
) STRICT;
CREATE INDEX audit_unsealed ON audit (id) WHERE sequence IS NULL;
CREATE INDEX audit_by_actor ON audit (actor_id, id);
CREATE INDEX audit_by_object ON audit (object_id, id);
CREATE INDEX audit_by_dossier ON audit (dossier_id, id);
