# Верифікація: що тут написано?
verify-title = Верифікація
verify-back = Черга
verify-question = Що тут написано?
verify-first = Поля йдуть одне за одним. Enter підтверджує, і наступна смужка вже тут. Рук від клавіш відривати не треба.
verify-put-aside = Відкладені поля повернуться в чергу.
verify-empty = Черга порожня
verify-empty-today = { $n ->
    [one] За сьогодні: { $n } поле
    [few] За сьогодні: { $n } поля
   *[many] За сьогодні: { $n } полів
}
verify-waiting = Чекають на людину
verify-held-now = Зараз у роботі
verify-verified = Перевірено людьми
verify-auto = Прийнято машиною
verify-mine = Ваших за добу
verify-queue = У черзі { $n }
verify-progress = У справі перевірено { $n } із { $all }
verify-saved = збережено { $name }
verify-skip-value = До значення
verify-skip-fields = До реквізитів
verify-confirm = Підтвердити
verify-cannot = Значення немає…
verify-later = Відкласти
verify-next = Узяти наступне
verify-variant = варіант
verify-nearer = ближче, далі
verify-other-page = інші сторінки
verify-whole = Уся сторінка
verify-ink = Смужка скану: значення в рамці
verify-no-ink = Місця на скані немає: значення додано з інших даних
verify-page = Сторінка, на якій стоїть значення
verify-variants = Варіанти
verify-no-variants = Машина нічого не прочитала
verify-read-here = прочитано тут; { $name }
verify-read-else = інше читання; { $name }
verify-frequency = з таких хибне 1 із { $n }
verify-frequency-most = більшість таких хибні
verify-others = Що кажуть інші місця справи
verify-no-others = В інших документах цього немає
verify-agrees = збігається
verify-differs = інакше
verify-waits = чекають { $n }
verify-why-again = Уже перевірено { $name }; нове рішення додасться до історії
verify-why-unread = Машина не змогла прочитати
verify-why-auto = Прийнято машиною; можна виправити
verify-why-sign = Один знак сумнівний: { $one } чи { $other }
verify-why-differs = Інші документи кажуть інакше
verify-why-unsure = Мала певність: { $name }
verify-held = Верифікує { $who } з { $when }. Тут можна дивитися; вирішує одна людина
verify-clash = Це поле щойно підтвердила інша людина. Яке значення залишити?
verify-clash-who = { $who }, { $when }
verify-clash-machine = Повторне читання
verify-clash-theirs = Тепер записано
verify-clash-mine = Ваше значення
verify-clash-keep = Залишити це
verify-clash-write = Записати моє
verify-wrong-empty = Порожнього значення не буває. Наберіть його або натисніть F4: не читається, відсутнє, закрито
verify-doubt-date = Такої дати немає в календарі. Звірте з чорнилом; якщо на папері саме так, натисніть Enter ще раз
verify-doubt-number = Це не схоже на число. Звірте з чорнилом; якщо на папері саме так, натисніть Enter ще раз
verify-doubt-name = В імені незвичні знаки. Звірте з чорнилом; якщо на папері саме так, натисніть Enter ще раз
verify-doubt-form = Це поле виглядає інакше. Звірте з чорнилом; якщо на папері саме так, натисніть Enter ще раз
verify-doubt-tax-form = РНОКПП має десять цифр. Звірте з чорнилом; якщо на папері саме так, натисніть Enter ще раз
verify-doubt-tax = Контрольна цифра РНОКПП не збігається. Звірте з чорнилом; якщо на папері саме так, натисніть Enter ще раз
verify-doubt-proof = Контрольні цифри не збігаються. Звірте з чорнилом; якщо на папері саме так, натисніть Enter ще раз
verify-check-proof = Контрольні цифри збігаються
verify-check-no-proof = Контрольні цифри не збігаються
verify-check-tax-birth = Дата народження в номері збігається
verify-check-tax-other = У номері інша дата народження
verify-check-age = { $n ->
    [one] Дата можлива: { $n } рік від народження
    [few] Дата можлива: { $n } роки від народження
   *[many] Дата можлива: { $n } років від народження
}
verify-check-before-birth = Раніше за народження
verify-lost = Немає зв'язку. Введене зберігається тут і надійде, щойно зв'язок повернеться
verify-failed = Не вдалося зберегти. Значення залишилося в полі. Спробуйте ще раз
