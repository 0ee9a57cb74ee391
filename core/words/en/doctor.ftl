# Doctor: what is there, what is missing, what to do.
doctor-config = Configuration
doctor-sound = Everything is in place
doctor-faults = Needs attention: { $n }
doctor-mark-sound = [yes]
doctor-mark-fault = [NO]
doctor-part-database = database
doctor-part-storage = storage
doctor-part-kinds = kinds of documents
doctor-database-new = none yet, the first start makes it
doctor-database-current = answers, same version
doctor-database-older = older than the program. Run: sprava migrate
doctor-database-newer = newer than the program. Install a newer program
doctor-database-unreachable = does not answer. Check SPRAVA_DATABASE_URL and whether the server runs
doctor-storage-closed = cannot be opened: { $cause }. Check SPRAVA_STORAGE_URL
doctor-storage-writable = can be written
doctor-storage-not-writable = cannot be written. Check the folder's rights or the access keys
doctor-storage-free-space = { $detail } free
doctor-storage-little-space = only { $detail } free. Make room: a day of scanning may not fit
doctor-storage-bucket-reachable = the bucket answers
doctor-storage-bucket-unreachable = the bucket does not answer. Check AWS_ENDPOINT_URL and the network
doctor-storage-bucket-denied = the bucket denies access. Check the access keys
doctor-storage-bucket-missing = there is no such bucket. Make it
doctor-storage-conditional-put-honoured = an original cannot be overwritten: as it should be
doctor-storage-conditional-put-ignored = the S3 service lets an original be overwritten. Originals need another service or a newer version
doctor-storage-versioning-on = versioning is on
doctor-storage-versioning-off = versioning is off. We advise to switch it on for the bucket
doctor-engine-present = { $detail }
doctor-engine-missing = missing ({ $detail }). { $advice }
doctor-engine-pdfium = Run make install or name pdfium in the configuration
doctor-engine-tesseract = Install the package libtesseract5
doctor-engine-model-Cyrillic = Install the package tesseract-ocr-script-cyrl
doctor-engine-model-line = The line model does not load. Check line_model in the configuration and the card beside it (same name, .toml)
doctor-engine-child = The reading process does not start. Check this machine's memory limits
doctor-kinds = { $n ->
    [one] { $n } kind
   *[other] { $n } kinds
}
doctor-kind-fault = file { $file }: { $cause }. The file is passed over, the other kinds work
doctor-kind-unreadable = cannot be read
doctor-kind-not_toml = line { $line }: { $detail }
doctor-kind-bad_id = the name "{ $id }" must be lower-case Latin letters, digits and _
doctor-kind-unknown_field = field "{ $field }" is described nowhere
doctor-kind-no_labels = nothing says where to look for field "{ $field }"
doctor-kind-empty_anchor = anchor { $number } has no words
doctor-kind-no_anchors = there is no anchor to know the document by
