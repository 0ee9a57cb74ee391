# Words for codes: sorts of concerns, roles, steps, states, grounds, decisions, actions of the journal, fields.
sort-scan = Scan
sort-missing = Missing
sort-conflict = Contradiction
sort-duplicate = Duplicate
sort-job = Failed step

role-operator = scanning
role-verifier = verification
role-arbiter = arbitration
role-archivist = archive
role-caseworker = casework
role-supervisor = supervision
role-auditor = audit
role-administrator = administration

stage-paginate = splitting into pages
stage-recognise = reading a page
stage-understand = understanding the file
stage-publish = archive PDF
stage-index = search index
stage-fixity = checking originals

state-open = scans are coming in
state-reading = being read
state-understood = read

status-verified = verified by a person
status-auto = accepted by machine
status-review = awaiting a person
status-illegible = illegible
status-absent = absent
status-conflict = differs

reason-illegible = illegible
reason-handwritten = handwriting cannot be read
reason-covered = covered by a stamp
reason-absent = absent

verdict-confirmed = confirmed
verdict-corrected = corrected
verdict-illegible = illegible
verdict-absent = absent
verdict-covered = covered by a stamp

purpose-appeal = appeal
purpose-request = request of another body
purpose-own_access = the person's own access
purpose-court = court
purpose-quality_check = quality check
purpose-other = other

decision-rescan = Rescan
decision-accept = Accept as is
decision-added = Scan added again
decision-manual = Enter by hand
decision-list_wrong = The list is wrong
decision-complete = The paper is the same
decision-folder_right = The folder is right
decision-moved = Scans moved
decision-checked = Checked with the ink
decision-duplicate = A duplicate
decision-different = Different pages
decision-restored = Restored from backup
decision-retry = Repeat the step

action-user-signed_in = Sign-in
action-user-sign_in_failed = Failed sign-in
action-user-signed_out = Sign-out
action-user-added = User added
action-user-changed = User changed
action-arrival-received = Scan received
action-arrival-known = Scan already here
action-file-refused = Scan refused
action-dossier-closed = Scanning closed
action-arrival-paginated = Scan split into pages
action-page-recognised = Page read
action-dossier-understood = File understood
action-dossier-published = Archive PDF made
action-dossier-indexed = File put into search
action-original-checked = Original checked
action-dossier-opened = File opened
action-dossier-searched = Search
action-dossier-printed = Print
action-dossier-exported = Export
action-field-verified = Field verified
action-concern-raised = Concern raised
action-concern-decided = Concern decided
action-purpose-stated = Ground stated
action-audit-read = Journal read

field-surname = Surname
field-given_name = Given name
field-patronymic = Patronymic
field-birth_date = Date of birth
field-birth_place = Place of birth
field-tax_number = Tax number
field-case_number = Case number
field-passport_series = Passport series
field-passport_number = Passport number
field-document_series = Document series
field-document_number = Document number
field-issue_date = Date of issue
field-issuer = Issued by
field-organisation = Organisation
field-organisation_code = EDRPOU code
field-edrpou = EDRPOU code
field-iban = IBAN
field-bank_name = Bank
field-amount = Amount
field-pension_kind = Kind of pension
field-application_date = Date of application
field-address = Address
field-sex = Sex
field-period_from = Start of the period
field-period_to = End of the period
field-death_date = Date of death

choice-m = male
choice-f = female
choice-old-age = old age
choice-disability = disability
choice-survivor = loss of the breadwinner
choice-long-service = long service
choice-social = social
choice-indefinite = indefinitely
