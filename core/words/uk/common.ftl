# Слова, спільні для всіх екранів.
product = Справа
product-motto = Електронний архів пенсійних справ

yes = так
no = ні
none = немає
unknown = невідомо
close = Закрити
cancel = Скасувати
save = Зберегти
continue = Продовжити
back = Назад
next-page = Далі
previous-page = На початок
show = показати
open = Відкрити
all = усі
more = Ще { $n }
try-again = Спробувати ще раз
updating = Оновлюємо…
number-sign = № { $name }

age-moment = щойно
age-minutes = { $n ->
    [one] { $n } хвилина
    [few] { $n } хвилини
   *[many] { $n } хвилин
}
age-hours = { $n ->
    [one] { $n } година
    [few] { $n } години
   *[many] { $n } годин
}
age-days = { $n ->
    [one] { $n } день
    [few] { $n } дні
   *[many] { $n } днів
}
length-years = { $n ->
    [one] { $n } рік
    [few] { $n } роки
   *[many] { $n } років
}
length-months = { $n ->
    [one] { $n } місяць
    [few] { $n } місяці
   *[many] { $n } місяців
}
length-days = { $n ->
    [one] { $n } день
    [few] { $n } дні
   *[many] { $n } днів
}
unit-byte = Б
unit-kilobyte = КБ
unit-megabyte = МБ
unit-gigabyte = ГБ

count-pages = { $n ->
    [one] { $n } сторінка
    [few] { $n } сторінки
   *[many] { $n } сторінок
}
count-dossiers = { $n ->
    [one] { $n } справа
    [few] { $n } справи
   *[many] { $n } справ
}
count-documents = { $n ->
    [one] { $n } документ
    [few] { $n } документи
   *[many] { $n } документів
}
count-files = { $n ->
    [one] { $n } файл
    [few] { $n } файли
   *[many] { $n } файлів
}
count-concerns = { $n ->
    [one] { $n } зауваження
    [few] { $n } зауваження
   *[many] { $n } зауважень
}
count-fields = { $n ->
    [one] { $n } реквізит
    [few] { $n } реквізити
   *[many] { $n } реквізитів
}
count-batches = { $n ->
    [one] { $n } партія
    [few] { $n } партії
   *[many] { $n } партій
}
