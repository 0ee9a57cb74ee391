# Лікар: що є, чого бракує, що робити.
doctor-config = Налаштування
doctor-sound = Усе на місці
doctor-faults = Потребує уваги: { $n }
doctor-warned = Працювати можна. Зважте на рядок [увага]
doctor-mark-sound = [так]
doctor-mark-fault = [НІ]
doctor-mark-warning = [увага]
doctor-part-database = база даних
doctor-part-storage = сховище
doctor-part-kinds = види документів
doctor-part-people = люди
doctor-database-new = ще немає, з'явиться з першим запуском
doctor-database-current = відповідає, версія та сама
doctor-database-older = старіша за програму. Виконайте: sprava migrate
doctor-database-newer = новіша за програму. Установіть новішу версію програми
doctor-database-unreachable = не відповідає. Перевірте SPRAVA_DATABASE_URL і чи сервер працює
doctor-no-arbiter = немає арбітра: якщо двоє наберуть різне, реквізит чекатиме без кінця. Виконайте: sprava user add ЛОГІН --role arbiter --password-stdin
doctor-storage-closed = не відкривається: { $cause }. Перевірте SPRAVA_STORAGE_URL
doctor-storage-writable = запис працює
doctor-storage-not-writable = записати не вдалося. Перевірте права на теку або ключі доступу
doctor-storage-free-space = вільно { $detail }
doctor-storage-little-space = вільно лише { $detail }. Звільніть місце: дня сканування може не вистачити
doctor-storage-bucket-reachable = сховище S3 відповідає
doctor-storage-bucket-unreachable = сховище S3 не відповідає. Перевірте AWS_ENDPOINT_URL і мережу
doctor-storage-bucket-denied = сховище S3 не пускає. Перевірте ключі доступу
doctor-storage-bucket-missing = такого сховища (bucket) немає. Створіть його
doctor-storage-conditional-put-honoured = оригінал не можна переписати: так і має бути
doctor-storage-conditional-put-ignored = служба S3 дозволяє переписати оригінал. Для оригіналів потрібна інша служба або новіша версія
doctor-storage-versioning-on = версії увімкнено
doctor-storage-versioning-off = версії вимкнено. Радимо увімкнути їх для сховища
doctor-engine-present = { $detail }
doctor-engine-missing = немає ({ $detail }). { $advice }
doctor-engine-pdfium = Виконайте make install або вкажіть pdfium у налаштуваннях
doctor-engine-tesseract = Установіть пакет libtesseract5
doctor-engine-model-Cyrillic = Установіть пакет tesseract-ocr-script-cyrl
doctor-engine-model-line = Модель рядків не завантажується. Перевірте line_model у налаштуваннях і картку поруч (та сама назва, .toml)
doctor-engine-child = Процес читання не запускається. Перевірте обмеження пам'яті для цієї машини
doctor-kinds = { $n ->
    [one] { $n } вид
    [few] { $n } види
   *[many] { $n } видів
}
doctor-kind-fault = файл { $file }: { $cause }. Цей файл не враховано, решта видів діє
doctor-kind-unreadable = не читається
doctor-kind-not_toml = рядок { $line }: { $detail }
doctor-kind-bad_id = назва «{ $id }» має складатися з малих латинських літер, цифр і _
doctor-kind-unknown_field = реквізит «{ $field }» ніде не описано
doctor-kind-no_labels = для реквізиту «{ $field }» не сказано, де його шукати
doctor-kind-empty_anchor = прикмета { $number } без слів
doctor-kind-no_anchors = немає жодної прикмети, за якою впізнати документ
