# Одна партія: чи йде справа й що не так; сторінка партії.
batch-title = Партія
batch-about = підрозділ { $office }, від { $day }
batch-tabs = Частини партії
batch-tab-wall = Сторінки
batch-tab-concerns = Зауваження
batch-tab-refusals = Відмови
batch-add = Додати скани
batch-close = Закрити сканування
batch-read = прочитано
batch-failed = не прочитано
batch-waiting = чекає
batch-stuck = Найдавніша сторінка чекає { $name }
batch-pages = сторінок
batch-dossiers-read = справ прочитано
batch-concerns = зауважень
batch-files = файлів надійшло
batch-sum = прийнято + уже були + відмовлено
batch-left = { $n ->
    [one] чекає { $n }
    [few] чекають { $n }
   *[many] чекають { $n }
}
batch-sound = без вад
batch-page-waiting = чекає
batch-empty-title = У партії ще немає сторінок
batch-empty-text = Додайте скани: теку справи або окремі файли. Сторінки з'являться тут, щойно файл прийнято.
batch-concerns-none = Усе прочитане без вад, що потребували б рішення.
refusals-none = Відмов немає
refusals-none-text = Усі файли, що надійшли, прийнято.
refusals-file = Файл
refusals-dossier = Справа
refusals-why = Чому й що робити
refusals-when = Коли
page-title = Сторінка { $n } з { $all }
page-like = як { $n }
page-short = с. { $n }
page-separator = роздільник
page-previous = Попередня
page-next = Наступна
page-measures = Виміри
page-size = Розмір, точок
page-dpi = Роздільність, точок на дюйм
page-confidence = Впевненість тексту
page-words = Слів
page-sharpness = Різкість
page-contrast = Контраст
page-skew = Перекіс
page-turned = Повернуто
page-blank = Порожня
batch-read-waiting = чекають читання
batch-page-hidden = без зображення
