-- The whole register, first form. The same tables stand in the other database's folder, column by column.
-- Ids are UUIDv7. Times are UTC. Personal data lives in names of people, references, file names, values and
-- verdicts; never in jobs, audit, concerns' parameters or error codes.

-- Who owns files: national, oblast, district.
CREATE TABLE offices (
    id uuid PRIMARY KEY,
    code text NOT NULL UNIQUE,
    title_uk text NOT NULL,
    title_en text NOT NULL,
    parent_id uuid REFERENCES offices (id)
);

-- People with accounts.
CREATE TABLE users (
    id uuid PRIMARY KEY,
    login text NOT NULL UNIQUE,
    name text NOT NULL,
    password_hash text NOT NULL,
    roles jsonb NOT NULL,
    office_id uuid NOT NULL REFERENCES offices (id),
    locale text NOT NULL,
    failed bigint NOT NULL DEFAULT 0,
    locked_until timestamptz,
    last_sign_in timestamptz,
    disabled boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL
);

-- The ground on which personal data is opened.
CREATE TABLE purposes (
    id uuid PRIMARY KEY,
    user_id uuid REFERENCES users (id),
    kind text NOT NULL,
    reference text NOT NULL,
    note text NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX purposes_by_user ON purposes (user_id, id);

-- Signed-in people; the token itself is only in the cookie.
CREATE TABLE sessions (
    token_digest text PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    csrf text NOT NULL,
    purpose_id uuid REFERENCES purposes (id),
    created_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id);

-- One-time links.
CREATE TABLE invites (
    token_digest text PRIMARY KEY,
    roles jsonb NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);

-- Stored queries, so that no address carries a name.
CREATE TABLE searches (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    query jsonb NOT NULL,
    at timestamptz NOT NULL
);

-- Dossiers handed over together. `files` counts what came to the door, apart from what became of it.
CREATE TABLE batches (
    id uuid PRIMARY KEY,
    office_id uuid NOT NULL REFERENCES offices (id),
    name text NOT NULL,
    files bigint NOT NULL DEFAULT 0,
    created_by uuid REFERENCES users (id),
    created_at timestamptz NOT NULL,
    UNIQUE (office_id, name)
);

-- The list that came with a batch.
CREATE TABLE listed_files (
    batch_id uuid NOT NULL REFERENCES batches (id),
    position bigint NOT NULL,
    reference text NOT NULL,
    volume text,
    file_name text,
    sha256 text,
    sheets bigint,
    PRIMARY KEY (batch_id, position)
);

-- One person's case file. `pending` says that something came since it was last due; `received_revision` is the
-- revision that understanding was last asked for; `next_order` is the place of the next arrival.
CREATE TABLE dossiers (
    id uuid PRIMARY KEY,
    office_id uuid NOT NULL REFERENCES offices (id),
    batch_id uuid NOT NULL REFERENCES batches (id),
    reference text NOT NULL,
    state text NOT NULL,
    closed boolean NOT NULL DEFAULT false,
    pending boolean NOT NULL DEFAULT false,
    revision bigint NOT NULL DEFAULT 0,
    received_revision bigint NOT NULL DEFAULT 0,
    next_order bigint NOT NULL DEFAULT 0,
    order_base bigint NOT NULL DEFAULT 0,
    surname text,
    given_name text,
    patronymic text,
    birth_date text,
    tax_number text,
    case_number text,
    pdf text,
    pdf_bytes bigint,
    pdf_revision bigint,
    indexed_revision bigint,
    last_arrival_at timestamptz,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    UNIQUE (office_id, reference)
);
CREATE INDEX dossiers_by_batch ON dossiers (batch_id, id);
CREATE INDEX dossiers_by_reference ON dossiers (reference);
CREATE INDEX dossiers_open ON dossiers (last_arrival_at) WHERE NOT closed;

-- The bytes that arrived, once a dossier.
CREATE TABLE originals (
    dossier_id uuid NOT NULL REFERENCES dossiers (id),
    digest text NOT NULL,
    bytes bigint NOT NULL,
    media_type text NOT NULL,
    stored_at timestamptz NOT NULL,
    checked_at timestamptz,
    PRIMARY KEY (dossier_id, digest)
);
CREATE INDEX originals_by_check ON originals (checked_at);

-- One file at one place, at one time.
CREATE TABLE arrivals (
    id uuid PRIMARY KEY,
    dossier_id uuid NOT NULL REFERENCES dossiers (id),
    batch_id uuid NOT NULL REFERENCES batches (id),
    volume text NOT NULL,
    file_name text NOT NULL,
    place bigint NOT NULL,
    digest text NOT NULL,
    bytes bigint NOT NULL,
    media_type text NOT NULL,
    channel text NOT NULL,
    state text NOT NULL,
    failure text,
    received_by uuid REFERENCES users (id),
    received_at timestamptz NOT NULL,
    UNIQUE (dossier_id, volume, file_name, digest),
    UNIQUE (dossier_id, place),
    FOREIGN KEY (dossier_id, digest) REFERENCES originals (dossier_id, digest)
);
CREATE INDEX arrivals_by_batch ON arrivals (batch_id);
CREATE INDEX arrivals_waiting ON arrivals (dossier_id) WHERE state = 'received';

-- The same bytes at the same place again.
CREATE TABLE known_duplicates (
    id uuid PRIMARY KEY,
    arrival_id uuid NOT NULL REFERENCES arrivals (id),
    batch_id uuid NOT NULL REFERENCES batches (id),
    channel text NOT NULL,
    by_user uuid REFERENCES users (id),
    at timestamptz NOT NULL
);
CREATE INDEX known_duplicates_by_batch ON known_duplicates (batch_id);

-- What the door did not take.
CREATE TABLE refusals (
    id uuid PRIMARY KEY,
    batch_id uuid NOT NULL REFERENCES batches (id),
    reference text NOT NULL,
    volume text NOT NULL,
    file_name text NOT NULL,
    code text NOT NULL,
    params jsonb NOT NULL,
    channel text NOT NULL,
    by_user uuid REFERENCES users (id),
    at timestamptz NOT NULL
);
CREATE INDEX refusals_by_batch ON refusals (batch_id, id);

-- Consecutive pages that are one paper. A document that reading again no longer finds stays while verdicts hang on it.
CREATE TABLE documents (
    id uuid PRIMARY KEY,
    dossier_id uuid NOT NULL REFERENCES dossiers (id),
    kind text NOT NULL,
    confidence double precision NOT NULL,
    first_page_id uuid NOT NULL,
    last_page_id uuid NOT NULL,
    position bigint NOT NULL,
    set_by uuid REFERENCES users (id),
    gone boolean NOT NULL DEFAULT false
);
CREATE INDEX documents_by_dossier ON documents (dossier_id, position);

-- One side of a sheet: a frame of an arrival. `dossier_id` is where it belongs; its blobs lie with its arrival's.
CREATE TABLE pages (
    id uuid PRIMARY KEY,
    dossier_id uuid NOT NULL REFERENCES dossiers (id),
    arrival_id uuid NOT NULL REFERENCES arrivals (id),
    frame bigint NOT NULL,
    place text NOT NULL,
    state text NOT NULL,
    width bigint NOT NULL,
    height bigint NOT NULL,
    dpi bigint NOT NULL,
    rotation bigint NOT NULL DEFAULT 0,
    blank boolean NOT NULL DEFAULT false,
    separator text,
    duplicate_of uuid REFERENCES pages (id),
    document_id uuid REFERENCES documents (id),
    perceptual_hash bigint,
    pixel_digest text,
    quality jsonb,
    recognition_id uuid,
    engine text,
    alto text,
    picture text,
    mean_confidence double precision,
    words bigint,
    text_language text,
    failure text,
    readings bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    read_at timestamptz,
    UNIQUE (arrival_id, frame)
);
CREATE INDEX pages_in_order ON pages (dossier_id, place);
CREATE INDEX pages_by_state ON pages (dossier_id, state, created_at);
CREATE INDEX pages_waiting ON pages (created_at) WHERE state = 'waiting';

-- Every reading of a page; the page shows the last.
CREATE TABLE recognitions (
    id uuid PRIMARY KEY,
    page_id uuid NOT NULL REFERENCES pages (id),
    engine text NOT NULL,
    alto text NOT NULL,
    mean_confidence double precision NOT NULL,
    words bigint NOT NULL,
    text_language text NOT NULL,
    steps jsonb NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX recognitions_by_page ON recognitions (page_id);

-- A named value of a document, or of the dossier where document_id is null.
CREATE TABLE fields (
    id uuid PRIMARY KEY,
    dossier_id uuid NOT NULL REFERENCES dossiers (id),
    document_id uuid REFERENCES documents (id),
    path text NOT NULL,
    value text,
    reason text,
    status text NOT NULL,
    confidence double precision NOT NULL,
    candidates jsonb NOT NULL,
    sources jsonb NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    verdict_id uuid,
    verdict_kind text,
    verdict_value text,
    verdict_by uuid REFERENCES users (id),
    verdict_at timestamptz,
    lease_by uuid REFERENCES users (id),
    lease_until timestamptz
);
CREATE UNIQUE INDEX fields_of_document ON fields (document_id, path) WHERE document_id IS NOT NULL;
CREATE UNIQUE INDEX fields_of_dossier ON fields (dossier_id, path) WHERE document_id IS NULL;
CREATE INDEX fields_by_dossier ON fields (dossier_id, status);
CREATE INDEX fields_waiting ON fields (dossier_id, id) WHERE status = 'review';

-- People's verdicts: appended, never changed.
CREATE TABLE verifications (
    id uuid PRIMARY KEY,
    field_id uuid NOT NULL REFERENCES fields (id),
    dossier_id uuid NOT NULL REFERENCES dossiers (id),
    document_id uuid REFERENCES documents (id),
    path text NOT NULL,
    kind text NOT NULL,
    value text,
    by_user uuid REFERENCES users (id),
    at timestamptz NOT NULL
);
CREATE INDEX verifications_by_field ON verifications (field_id, id);
CREATE INDEX verifications_by_dossier ON verifications (dossier_id, id);
CREATE INDEX verifications_by_user ON verifications (by_user, at);

-- What a person must decide. `mark` says what it is about, so that a step done twice raises it once.
CREATE TABLE concerns (
    id uuid PRIMARY KEY,
    code text NOT NULL,
    sort text NOT NULL,
    params jsonb NOT NULL,
    dossier_id uuid NOT NULL REFERENCES dossiers (id),
    batch_id uuid NOT NULL REFERENCES batches (id),
    arrival_id uuid REFERENCES arrivals (id),
    page_id uuid REFERENCES pages (id),
    document_id uuid REFERENCES documents (id),
    raised_by text NOT NULL,
    raised_at timestamptz NOT NULL,
    mark text NOT NULL,
    state text NOT NULL,
    decision text,
    note text,
    decided_by uuid REFERENCES users (id),
    decided_at timestamptz,
    UNIQUE (dossier_id, mark)
);
CREATE INDEX concerns_open ON concerns (sort, id) WHERE state = 'open';
CREATE INDEX concerns_by_batch ON concerns (batch_id, state);

-- One stage for one subject. Rows end with the work; dead ones stay until a person acts.
CREATE TABLE jobs (
    id uuid PRIMARY KEY,
    stage text NOT NULL,
    subject_id uuid NOT NULL,
    revision bigint NOT NULL,
    priority bigint NOT NULL,
    state text NOT NULL,
    attempts bigint NOT NULL DEFAULT 0,
    max_attempts bigint NOT NULL,
    run_at timestamptz NOT NULL,
    lease_token uuid,
    lease_until timestamptz,
    last_code text,
    created_at timestamptz NOT NULL,
    UNIQUE (stage, subject_id, revision)
);
CREATE INDEX jobs_ready ON jobs (priority, run_at, id) WHERE state = 'ready';
CREATE INDEX jobs_leased ON jobs (lease_until) WHERE state = 'leased';

-- The journal. `canonical` is what is hashed; the other columns only help to find it.
CREATE TABLE audit (
    id uuid PRIMARY KEY,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    actor_id uuid,
    action text NOT NULL,
    object text NOT NULL,
    object_id uuid,
    office_id uuid,
    dossier_id uuid,
    outcome text NOT NULL,
    canonical text NOT NULL,
    sequence bigint UNIQUE,
    previous text,
    hash text
);
CREATE INDEX audit_unsealed ON audit (id) WHERE sequence IS NULL;
CREATE INDEX audit_by_actor ON audit (actor_id, id);
CREATE INDEX audit_by_object ON audit (object_id, id);
CREATE INDEX audit_by_dossier ON audit (dossier_id, id);

-- Jobs live for seconds: room in their pages, and a cleaner that does not wait for a fifth of the table.
ALTER TABLE jobs SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
