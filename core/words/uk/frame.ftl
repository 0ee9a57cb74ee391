# Рамка навколо кожного екрана й назви місць.
frame-mistake = Помилка
frame-check = Перевірте введене
frame-skip-main = До змісту
frame-skip-keys = До клавіш
frame-places = Розділи
frame-keys = Клавіші цього екрана
frame-all-keys = усі клавіші
frame-purpose = Підстава
frame-no-purpose = Вказати підставу
frame-training = Навчальна система: справи тут вигадані
frame-offline = Немає зв'язку. Показане могло застаріти; щойно зв'язок повернеться, оновимо
frame-print = Щоб надрукувати, натисніть P
frame-lock-title = Сеанс призупинено. Введене збережено
frame-lock-text = Введіть пароль, і робота продовжиться з того самого місця.
frame-lock-failed = Не вдалося перевірити пароль: немає зв'язку. Введене залишилося на сторінці. Спробуйте ще раз

lang-uk = Українська
lang-en = English

place-home = Головна
place-search = Пошук
place-batches = Партії
place-verify = Верифікація
place-concerns = Зауваження
place-audit = Журнал
place-users = Користувачі
bar-label = Прочитано { $done } з { $all } сторінок
