# Справа: документи, сторінка, реквізити.
dossier-title = Справа
dossier-nameless = Справа { $name }
dossier-number = справа № { $name }
dossier-back = результати
dossier-documents = Документи
dossier-documents-none = Документів ще немає
dossier-reading = Прочитано { $read } із { $pages } сторінок
dossier-awaits = { $n ->
    [one] { $n } реквізит чекає перевірки
    [few] { $n } реквізити чекають перевірки
   *[many] { $n } реквізитів чекають перевірки
}
dossier-tabs = Частини справи
dossier-tab-documents = Документи
dossier-tab-fields = Реквізити
dossier-tab-concerns = Зауваження
dossier-tab-history = Історія
dossier-tab-viewers = Хто переглядав
dossier-download = PDF/A
dossier-print = Друк
dossier-page = Сторінка { $n } із { $all }
dossier-pages = Сторінки
dossier-page-waiting = Цю сторінку ще не прочитано. Зображення з'явиться після читання
dossier-page-failed = Цю сторінку не вдалося прочитати. Скан збережено; зауваження скаже, що робити
dossier-page-blank = порожній зворот
dossier-page-separator = розділовий аркуш
dossier-page-duplicate = повторює с. { $n }
dossier-text = Текст сторінки
dossier-text-note = прочитано машиною, не звірено
dossier-text-none = На цій сторінці тексту немає
dossier-hit = збіг { $n } із { $all }
dossier-hit-next = Наступний збіг
dossier-fields-of = Реквізити документа
dossier-fields-own = Реквізити справи
dossier-fields-none = Реквізитів на цьому документі не знайдено
dossier-evidence = показати на скані
dossier-conflict = різниться
dossier-concerns-none = Зауважень немає
dossier-history-none = Ще ніхто нічого не перевіряв
dossier-history-when = Коли
dossier-history-who = Хто
dossier-history-what = Реквізит
dossier-history-value = Значення
dossier-history-verdict = Вердикт
dossier-viewers-when = Коли
dossier-viewers-who = Хто
dossier-viewers-what = Дія
dossier-viewers-ground = Підстава
dossier-field = Реквізит
dossier-value = Значення
dossier-state = Стан
dossier-source = Джерело
dossier-nearer = Ближче
dossier-farther = Далі
dossier-fit = Вмістити
dossier-turn = Повернути
dossier-sources = { $n ->
    [one] { $n } джерело
    [few] { $n } джерела
   *[many] { $n } джерел
}
dossier-correct = Перевірити
print-title = Копія з електронного архіву
print-office = Підрозділ { $name }
print-foot = { $who } · { $when } · { $ground }
print-digest = Оригінал SHA-256: { $name }
print-go = Надрукувати
key-hit = наступний збіг
dossier-history-disputed = { $name }; інша людина набрала інше
dossier-history-arbitrated = { $name }; рішення арбітра
