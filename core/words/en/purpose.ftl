# Purpose: the ground on which personal data is opened.
purpose-title = Ground
purpose-question = On what ground are you opening this? It will be logged
purpose-hint = The ground holds until you change it or sign out. It is always in sight at the top.
purpose-kind = What it is
purpose-reference = Number
purpose-reference-hint = of the appeal, request or court case, for example 4471/P-12
purpose-note = Explanation
purpose-note-hint = one sentence; needed for "Other"
purpose-go = Open
purpose-wrong-kind = Choose what kind of ground it is
purpose-wrong-reference = Give the number of the appeal, request or court case
purpose-wrong-note = Explain the ground in a sentence: it will be reviewed
purpose-wrong-long = Make it shorter: at most 300 signs
