# Партії: котра потребує мене.
batches-title = Партії
batches-new = Нова партія
batches-name = Партія
batches-name-hint = Назва або номер
batches-wrong = Назва партії не може бути порожньою, довшою за 80 знаків або мати скісну риску. Партію не створено. Виправте назву
batches-office = Підрозділ
batches-progress = Читання
batches-dossiers = Справ
batches-pages = Сторінок
batches-waiting = Чекають
batches-concerns = Зауважень
batches-refusals = Відмов
batches-oldest = Найдовше чекає
batches-empty-title = Партій ще немає
batches-empty-text = Тут з'являться партії. Почніть з кнопки «Нова партія» або покладіть теки сканів у вхідну теку.
