# Пошук.
search-title = Пошук
search-how = Шукаємо всі форми імен і слів обома мовами: Катерина = Екатерина, Опанасович = Афанасьевич, у будь-якому відмінку. Точно: «слова в лапках».
search-masked = Показано скорочено. Вкажіть підставу, щоб побачити більше.
search-first = Прізвище та ім'я, РНОКПП, номер справи або слова з документа. Слова не потрапляють в адресу сторінки.
search-none-title = Нічого не знайдено
search-none-text = Шукали всі форми імен обома мовами. Спробуйте без по батькові або за роком народження. Можливо, справа не у вашому підрозділі
search-results = Знайдені справи
search-seconds = с
search-why = Чому знайдено:
search-total = { $n ->
    [one] { $n } справа
    [few] { $n } справи
   *[many] { $n } справ
}
search-strip = Смужка скану зі збігом
search-preview = Сторінка зі збігом
search-open = Відкрити справу
search-logged = Відкриття буде записано в журнал
search-nameless = Ім'я ще не прочитано
search-born = нар. { $name }
search-tax = РНОКПП { $name }
search-office = підрозділ { $name }
why-tax_number = РНОКПП збігається
why-case_number = номер справи збігається
why-birth_date = дата народження збігається
why-name = ім'я збігається
why-name_form = { $asked } = { $found }
why-name_similar = схоже: { $asked } ≈ { $found }
why-other_name = інше ім'я в документах: { $found }
why-document_number = номер документа збігається
why-date = дата в документах
why-text = у тексті, с. { $page }
why-text_form = у тексті в іншій формі, с. { $page }
why-text_similar = схоже написання в тексті, с. { $page }
