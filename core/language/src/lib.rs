//! Ukrainian and Russian: comparing, lemmas, names, declension.
