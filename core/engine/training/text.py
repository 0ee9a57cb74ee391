"""Text of invented lines: words of both languages, the office's, names, dates, sums, codes. Word salad, so that the model
learns letters and not sentences."""
import os
import random
import re
import tomllib

CARD = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "models", "line.toml")
CHARS = tomllib.load(open(CARD, "rb"))["alphabet"]
CLASS = {letter: place + 1 for place, letter in enumerate(CHARS)}  # 0 is the blank
SMALL = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэъё"
PLAIN = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "‘": "'", "–": "-", "−": "-", "“": '"', "”": '"', "„": '"'})
# The alphabet has one letter for what looks alike in both scripts: the Cyrillic one.
ALIKE = str.maketrans(dict(zip("ABCEHIKMOPTXYaceiopxy", "АВСЕНІКМОРТХУасеіорху")))
PRINTED_LATIN = "АВСЕНІКМОРТХVUNLSDRFGQZJW"

OFFICE = {
    "uk": """довідка заява заробітна плата пенсія пенсійний фонд України управління трудовий стаж наказ прийнято
        звільнено переведено посада розряд цех завод колгосп радгосп підприємство товариство виконком сільська рада
        район область місто село вулиця будинок квартира паспорт серія виданий ідентифікаційний номер карбованців
        гривень копійок сума нараховано утримано середньомісячна коефіцієнт страховий внесок період місяць рік дата
        підпис печатка директор головний бухгалтер начальник відділу кадрів архів архівна інвалідність група свідоцтво
        про народження шлюб смерть диплом освіта військовий квиток служба призначення перерахунок виплата банк рахунок
        картка РНОКПП ЄДРПОУ МСЕК грн коп згідно підстава книга особовий відповідно закону статті пункту частини ґрунт
        ґанок ґрати аґрус Ґудзь дзиґа ґатунок Ґалаґан об'єднання обов'язок комп'ютер зв'язок сім'я прізвище ім'я по
        батькові стать громадянин громадянка народився народилася мешкає зареєстрований тваринник доярка тракторист
        водій слюсар токар вчитель лікар медсестра інженер комірник слухач шахтар прохідник коваль""".split(),
    "ru": """справка заявление заработная плата пенсия отдел социального обеспечения управление трудовой стаж приказ
        принят уволен переведен должность разряд цех завод колхоз совхоз предприятие исполком сельский совет район
        область город село улица дом квартира паспорт серия выдан номер рублей копеек сумма начислено удержано
        среднемесячная месяц год дата подпись печать директор главный бухгалтер начальник отдела кадров архив архивная
        инвалидность группа свидетельство о рождении браке смерти диплом образование военный билет служба назначение
        перерасчет согласно основание книга лицевой счет статья пункт объединение съезд подъезд объем фамилия имя
        отчество пол гражданин гражданка родился родилась проживает зачислен освобожден собственному желанию КЗоТ УССР
        СССР тракторист доярка шофер слесарь токарь учитель врач инженер кладовщик рабочий ученик станочник шахтер
        проходчик кузнец мастер участка это электрик этаж экономист выслуга вышеуказанный ёлка учёт подъём""".split(),
}
SURNAMES = """Ковальчук Бондаренко Мельничук Шевчук Лисенко Поліщук Ґудзенко Гнатюк Сидорчук Іваненко Їжакевич Єременко
    Юрченко Яценко Щербань Цимбал Жук Хоменко Олійник Савчук Петренко Ткач Федоренко Чорновіл Руденко Панасюк
    Дем'яненко Лук'янчук Кузнецов Соловьёв Воробьёв Иванов Орлов Быков Эйдельман Подъячев Шишкина Зуева Рыбак""".split()
GIVEN = """Іван Петро Ганна Марія Оксана Василь Євген Юлія Ярослав Ґеорґій Олексій Наталія Тетяна Галина Микола Степан
    Надія Людмила Федір Николай Анна Елена Сергей Дмитрий Эдуард Юрий Пётр Зинаида Раиса Іванович Петрівна Миколайович
    Степанівна Васильович Григорівна Юхимович Андріївна Николаевич Сергеевна Ильинична Фёдорович Захарович
    Яковлевна""".split()
# What stands on cards and passports in English, and Ukrainian in Latin letters (Cabinet resolution 55 of 27.01.2010).
ENGLISH = """Surname Name Given names Sex Nationality Date of birth Record No. Date of expiry Document No. Authority Date of
    issue Tax number Place of birth Signature Holder's signature Ukraine Passport Type Code of state Personal No. Identity
    card Residence permit Remarks Kyiv Lviv Kharkiv Odesa Dnipro Bank number account code city street house""".split()
IN_LATIN = dict(zip(
    "абвгґдеєжзиіїйклмнопрстуфхцчшщюя",
    "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch iu ia".split(),
))
MONTHS = {
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня".split(),
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
}
SHORT = {
    "uk": "і в у на з із за до від по про та не що як або для при під це він є й о її їх".split(),
    "ru": "и в на с из за до от по о не что как или для при под это он у а к его об".split(),
}
words = {"uk": [], "ru": [], "ґ": []}


def load(folder):
    """The folder `words` as `core/language/data/WORDS.md` makes it."""
    fits = re.compile(f"^[{SMALL}{SMALL.upper()}'-]+$")

    def listed(name):
        with open(os.path.join(folder, name), encoding="utf8") as lines:
            found = (line.split("/")[0].strip().translate(PLAIN) for line in lines)
            return [word for word in found if 1 < len(word) < 17 and fits.match(word)]

    stems = listed("usr/share/hunspell/uk_UA.dic")
    words["uk"] = listed("ukr.txt") + random.Random(1).sample(stems, min(60_000, len(stems)))
    words["ru"] = listed("rus.txt")
    words["ґ"] = [word for word in stems if "ґ" in word.lower()]
    words["ґ"] += ["Ґ" + word[1:] for word in stems if word.startswith("ґ")]


def figures(r, count):
    return "".join(r.choice("0123456789") for _ in range(count))


def date(r, tongue):
    year, day, month = r.randint(1925, 2024), r.randint(1, 31), r.randint(1, 12)
    of = "р." if tongue == "uk" else "г."
    named = MONTHS[tongue][month - 1]
    return r.choices(
        (
            f"{day:02d}.{month:02d}.{year}" + r.choice(("", "", " " + of)),
            f"{day} {named} {year} {of}",
            f"«{day:02d}» {named} {year} " + r.choice((of, "року" if tongue == "uk" else "года")),
            r.choice((f"{day:02d}.{month:02d}.{year % 100:02d}", f"{month:02d}.{year}", f"{year}",
                      f"{day}/{month}-{year % 100:02d}", f"{year}-{year + 1}")),
        ),
        (55, 15, 10, 20),
    )[0]


def code(r, tongue):
    sum_ = r.randint(0, 999_999)
    uk = tongue == "uk"
    return r.choice((
        f"{sum_},{figures(r, 2)}",
        f"{sum_}.{figures(r, 2)}",
        f"{sum_ // 1000} {figures(r, 3)},{figures(r, 2)}",
        f"{sum_ % 5000} {r.choice(('грн', 'карб.', 'крб')) if uk else 'руб.'} {figures(r, 2)} коп.",
        figures(r, 10),
        figures(r, 8),
        "UА" + figures(r, 27) if r.random() < 0.4 else figures(r, 9),
        r.choice("АВКМНСТ") + r.choice("АВЕКМНОРС") + " № " + figures(r, 6),
        f"№ {sum_ % 2000}" + r.choice(("", "-к", "/" + figures(r, 2), "-" + figures(r, 2))),
        f"{r.randint(0, 3)},{figures(r, 5)}",
        f"{r.randint(1, 100)}%",
        f"({figures(r, 3)}) {figures(r, 3)}-{figures(r, 2)}-{figures(r, 2)}",
        f"{r.randint(0, 45)} {'років' if uk else 'лет'} {r.randint(0, 11)} {'міс.' if uk else 'мес.'}",
        f"ст. {r.randint(1, 60)} п. {r.choice('абв')} {r.choice(('VІ', 'ІV', 'ІІІ', 'VІІ', 'ХХ'))}",
        f"§ {r.randint(1, 90)}" + r.choice(("", ", п. 3", "-а")),
        f"{r.randint(2, 90)}×{r.randint(2, 90)}" + r.choice(("", " см", " м")),
        # The machine-read line of a passport.
        r.choice(("Р<UKR", "ІDUKR", "")) + "".join(r.choice(PRINTED_LATIN + "0123456789") for _ in range(r.randint(3, 9)))
        + "<" * r.randint(1, 9),
    ))


def in_latin(word):
    return "".join(IN_LATIN.get(letter, "") for letter in word.lower())


def latin(r):
    """A word in Latin letters; what looks alike in both scripts is the Cyrillic letter, as in the alphabet."""
    kind = r.random()
    if kind < 0.35:
        out = r.choice(ENGLISH)
    elif kind < 0.75:
        out = in_latin(r.choice(r.choice((SURNAMES, GIVEN, words["uk"])))).title()
    elif kind < 0.87:
        out = "".join(r.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(r.randint(3, 9)))
    else:
        house = r.choice(("ukr.net", "gmail.com", "i.ua", "meta.ua"))
        out = in_latin(r.choice(SURNAMES)) + r.choice(("", ".", figures(r, 2))) + "@" + house
    return out.translate(ALIKE)


def word(r, tongue):
    kind = r.random()
    if kind < 0.16:
        return r.choice(SHORT[tongue])
    if kind < 0.40:
        return r.choice(OFFICE[tongue])
    if kind < 0.44 and tongue == "uk":
        return r.choice(words["ґ"])
    if kind < 0.48:
        return r.choice((r.choice(SURNAMES), r.choice(GIVEN)))
    if kind < 0.50:
        return f"{r.choice(SURNAMES)} {r.choice(SMALL[:24]).upper()}.{r.choice(SMALL[:24]).upper()}."
    if kind < 0.52:  # letters at random: nothing to guess by
        return "".join(r.choice(SMALL) for _ in range(r.randint(2, 8)))
    return r.choice(words[tongue])


def signed(r, text):
    """With the signs that stand about a word."""
    signs = (
        (0.787, "{}"), (0.025, "«{}»"), (0.015, "({})"), (0.080, "{},"), (0.040, "{}."), (0.020, "{}:"), (0.003, "{};"),
        (0.003, "[{}]"), (0.003, "{}!"), (0.004, "{}?"), (0.010, "{} -"), (0.010, "{} —"),
    )
    return r.choices([form for _, form in signs], [share for share, _ in signs])[0].format(text)


def line(r, least=6, most=38):
    """A line of about `least` to `most` letters."""
    tongue = "uk" if r.random() < 0.58 else "ru"
    of_figures, of_latin = r.random() < 0.16, r.random() < 0.035
    wanted, out = r.randint(least, most), ""
    while len(out) < wanted:
        kind = r.random()
        if of_figures or kind < 0.09:
            piece = date(r, tongue) if r.random() < 0.4 else code(r, tongue)
        else:
            in_latin_letters = r.random() < (0.85 if of_latin else 0.012)
            piece = signed(r, latin(r) if in_latin_letters else word(r, tongue))
        if out and len(out) + len(piece) > most:
            break
        out += (" " if out else "") + piece
    kind = r.random()
    if kind < 0.12:
        out = out.upper()
    elif kind < 0.45:
        out = out[:1].upper() + out[1:]
    elif kind < 0.52:
        out = out.title()
    return re.sub(r"\s+", " ", out.translate(ALIKE)).strip()[: most + 4].strip()
