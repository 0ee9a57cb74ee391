# Слова для кодів: види зауважень, ролі, кроки, стани, підстави, рішення, дії журналу, реквізити.
sort-scan = Скан
sort-missing = Бракує
sort-conflict = Суперечність
sort-duplicate = Подвійник
sort-job = Збій кроку

role-operator = сканування
role-verifier = верифікація
role-arbiter = арбітраж
role-archivist = архів
role-caseworker = ведення звернень
role-supervisor = керівництво
role-auditor = аудит
role-administrator = адміністрування

stage-paginate = поділ на сторінки
stage-recognise = читання сторінки
stage-understand = розбір справи
stage-publish = архівний PDF
stage-index = пошуковий покажчик
stage-fixity = звірка оригіналів

state-open = надходять файли
state-reading = читається
state-understood = прочитано

status-verified = перевірено людиною
status-auto = прийнято машиною
status-review = чекає перевірки
status-illegible = не читається
status-absent = відсутнє
status-conflict = різниться

reason-illegible = не читається
reason-handwritten = рукопис не розібрати
reason-covered = закрито печаткою
reason-absent = відсутнє

verdict-confirmed = підтверджено
verdict-corrected = виправлено
verdict-illegible = не читається
verdict-absent = відсутнє
verdict-covered = закрито печаткою

purpose-appeal = звернення
purpose-request = запит іншого органу
purpose-own_access = доступ особи до своїх даних
purpose-court = суд
purpose-quality_check = перевірка якості
purpose-other = інше

decision-rescan = Перезняти
decision-accept = Прийняти як є
decision-added = Файл додано знову
decision-manual = Внести вручну
decision-list_wrong = Список хибний
decision-complete = На папері так само
decision-folder_right = Тека правильна
decision-moved = Файли перекладено
decision-checked = Звірено з чорнилом
decision-duplicate = Це подвійник
decision-different = Різні сторінки
decision-restored = Відновлено з копії
decision-retry = Повторити крок

action-user-signed_in = Вхід
action-user-sign_in_failed = Невдалий вхід
action-user-signed_out = Вихід
action-user-added = Додано користувача
action-user-changed = Змінено користувача
action-arrival-received = Прийнято файл
action-arrival-known = Файл уже був
action-file-refused = Файлу відмовлено
action-dossier-closed = Сканування справи закрито
action-arrival-paginated = Файл поділено на сторінки
action-page-recognised = Прочитано сторінку
action-dossier-understood = Справу розібрано
action-dossier-published = Виготовлено архівний PDF
action-dossier-indexed = Справу внесено до пошуку
action-original-checked = Звірено оригінал
action-dossier-opened = Відкрито справу
action-dossier-searched = Пошук
action-dossier-printed = Друк
action-dossier-exported = Вивантаження
action-field-verified = Верифіковано реквізит
action-concern-raised = З'явилося зауваження
action-concern-decided = Вирішено зауваження
action-purpose-stated = Вказано підставу
action-audit-read = Перегляд журналу

field-surname = Прізвище
field-given_name = Ім'я
field-patronymic = По батькові
field-birth_date = Дата народження
field-birth_place = Місце народження
field-tax_number = РНОКПП
field-case_number = Номер справи
field-passport_series = Серія паспорта
field-passport_number = Номер паспорта
field-document_series = Серія документа
field-document_number = Номер документа
field-issue_date = Дата видачі
field-issuer = Ким видано
field-organisation = Установа
field-organisation_code = Код ЄДРПОУ
field-edrpou = Код ЄДРПОУ
field-iban = IBAN
field-bank_name = Банк
field-amount = Сума
field-pension_kind = Вид пенсії
field-application_date = Дата заяви
field-address = Адреса
field-sex = Стать
field-period_from = Початок періоду
field-period_to = Кінець періоду
field-death_date = Дата смерті

choice-m = чоловіча
choice-f = жіноча
choice-old-age = за віком
choice-disability = по інвалідності
choice-survivor = у зв'язку з втратою годувальника
choice-long-service = за вислугу років
choice-social = соціальна
choice-indefinite = безстроково
