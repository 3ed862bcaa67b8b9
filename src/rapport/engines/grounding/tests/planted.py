"""Supported sentences, each with a twin in which one thing was changed."""

from rapport.engines.grounding import FailureCode as F

# line(s), sentence that the lines support, its minimally changed twin, and the rule that must refuse the twin
PAIRS = [
    # numbers, units, rates
    (
        "C: I've been sleeping only four hours a night.",
        "Client reported that they have been sleeping only four hours a night.",
        "Client reported that they have been sleeping only five hours a night.",
        F.NUMBER,
    ),
    (
        "C: I've been sleeping only four hours a night.",
        "Client reported that they have been sleeping only 4 hours a night.",
        "Client reported that they have been sleeping only four hours a week.",
        F.NUMBER,
    ),
    ("C: I take fifty milligrams.", "Client takes 50 mg.", "Client takes 75 mg.", F.NUMBER),
    ("C: I take fifty milligrams.", "Client takes fifty milligrams.", "Client takes fifty pills.", F.NUMBER),
    (
        "C: I took half a tablet.",
        "Client said they took half a tablet.",
        "Client said they took a tablet.",
        F.NUMBER,
    ),
    (
        "C: My sister has two kids.",
        "Client said their sister has two kids.",
        "Client said their sister has three kids.",
        F.NUMBER,
    ),
    (
        "C: I called her twice.",
        "Client said they called her twice.",
        "Client said they called her once.",
        F.NUMBER,
    ),
    (
        "C: I woke up at half past four.",
        "Client said they woke up at half past four.",
        "Client said they woke up at half past five.",
        F.NUMBER,
    ),
    (
        "C: I go to bed at ten thirty.",
        "Client said they go to bed at 10:30.",
        "Client said they go to bed at 10:15.",
        F.NUMBER,
    ),
    (
        "C: I drank two or three glasses of wine.",
        "Client said they drank two or three glasses of wine.",
        "Client said they drank two glasses of wine.",
        F.NUMBER,
    ),
    (
        "C: I take fifty, sorry, seventy-five milligrams.",
        "Client said, “I take fifty, sorry, seventy-five milligrams.”",
        "Client takes fifty milligrams.",
        F.NUMBER,
    ),
    # a number that belongs to another time (the kind of fault that small models passed)
    (
        "C: It was ninety before and it's about sixty now.",
        "Client said it is about sixty now.",
        "Client said it is about ninety now.",
        F.NUMBER,
    ),
    (
        "C: The score was seventeen last time and it is fourteen today.",
        "Client said it is fourteen today.",
        "Client said the score was seventeen today.",
        F.TIME,
    ),
    (
        "C: I drank wine on the weekend.",
        "Client said they drank wine on the weekend.",
        "Client said they drank wine during the week.",
        F.TIME,
    ),
    # negation
    (
        "C: I have not started the sertraline.",
        "Client reported that they have not started the sertraline.",
        "Client reported that they have started the sertraline.",
        F.NEGATION,
    ),
    (
        "C: I did not call my sister.",
        "Client said they did not call their sister.",
        "Client said they did call their sister.",
        F.NEGATION,
    ),
    (
        "C: I called my sister.",
        "Client said they called their sister.",
        "Client said they never called their sister.",
        F.NEGATION,
    ),
    (
        "C: I drink during the week.",
        "Client said they drink during the week.",
        "Client denied drinking during the week.",
        F.NEGATION,
    ),
    (
        "C: I don't drink during the week.",
        "Client denied drinking during the week.",
        "Client reported drinking during the week.",
        F.NEGATION,
    ),
    (
        "C: I don't have any plan.",
        "Client denied having a plan.",
        "Client reported having a plan.",
        F.NEGATION,
    ),
    (
        "C: I'm not very sad.",
        "Client said they are not very sad.",
        "Client said they are not sad.",
        F.LEFT_OUT,
    ),
    (
        "C: Nobody at work talks to me.",
        "Client said nobody at work talks to them.",
        "Client said work talks to them.",
        F.NEGATION,
    ),
    (
        "C: I can't fall asleep without pills.",
        "Client said they cannot fall asleep without pills.",
        "Client said they cannot fall asleep with pills.",
        F.NEGATION,
    ),
    ("C: I hardly eat.", "Client said they hardly eat.", "Client said they eat.", F.NEGATION),
    # hedges, conditions, attempts, limits
    (
        "C: I might call her on Tuesday.",
        "Client said they might call her on Tuesday.",
        "Client said they will call her on Tuesday.",
        F.NEW_WORDS,
    ),
    (
        "C: I'd call her if she apologized.",
        "Client said they would call her if she apologized.",
        "Client said they would call her.",
        F.LEFT_OUT,
    ),
    (
        "C: If she apologized, I'd call her.",
        "Client said if she apologized, they would call her.",
        "Client said they would call her.",
        F.LEFT_OUT,
    ),
    (
        "C: I thought about quitting my job.",
        "Client said they thought about quitting their job.",
        "Client said they quit their job.",
        F.LEFT_OUT,
    ),
    (
        "C: I tried to exercise.",
        "Client said they tried to exercise.",
        "Client said they exercise.",
        F.LEFT_OUT,
    ),
    (
        "C: I'm fine, but I can't sleep.",
        "Client reported being fine but cannot sleep.",
        "Client reported being fine.",
        F.LEFT_OUT,
    ),
    (
        "C: I want to stop smoking.",
        "Client said they want to stop smoking.",
        "Client said they stop smoking.",
        F.LEFT_OUT,
    ),
    ("C: I almost relapsed.", "Client said they almost relapsed.", "Client said they relapsed.", F.LEFT_OUT),
    # tense and time
    (
        "C: I'll see her tomorrow.",
        "Client said they would see her tomorrow.",
        "Client said they saw her tomorrow.",
        F.LEFT_OUT,
    ),
    (
        "C: I slept badly last week.",
        "Client said they slept badly last week.",
        "Client said they slept badly this week.",
        F.TIME,
    ),
    (
        "C: I slept badly last week.",
        "Client said they slept badly last week.",
        "Client said they sleep badly last week.",
        F.NEW_WORDS,
    ),
    (
        "C: I felt better since the summer.",
        "Client said they felt better since the summer.",
        "Client said they felt better before the summer.",
        F.TIME,
    ),
    (
        "C: I stopped going out.",
        "Client said they stopped going out.",
        "Client said they stopped going out yesterday.",
        F.TIME,
    ),
    (
        "C: I used to run every morning.",
        "Client said they used to run every morning.",
        "Client said they run every morning.",
        F.LEFT_OUT,
    ),
    (
        "C: I've been feeling lonely since my roommate moved out.",
        "Client reported feeling lonely since their roommate moved out.",
        "Client reported feeling lonely since their roommate moved in.",
        F.NEW_WORDS,
    ),
    (
        "C: I was feeling lonely.",
        "Client said they were feeling lonely.",
        "Client reported feeling lonely.",
        F.LEFT_OUT,
    ),
    (
        "C: I left, although I didn't call.",
        "Client said they left, although they didn't call.",
        "Client said they never left, although they didn't call.",
        F.NEGATION,
    ),
    # people and names
    (
        "C: My sister drinks wine.",
        "Client said their sister drinks wine.",
        "Client said they drink wine.",
        F.LEFT_OUT,
    ),
    (
        "C: My sister drinks wine.",
        "Client said their sister drinks wine.",
        "Client said their brother drinks wine.",
        F.NEW_WORDS,
    ),
    (
        "C: Priya yelled at Tom.",
        "Client said Priya yelled at Tom.",
        "Client said Tom yelled at Priya.",
        F.NAME,
    ),
    (
        "C: My manager Priya was angry.",
        "Client said their manager Priya was angry.",
        "Client said their manager Anna was angry.",
        F.NAME,
    ),
    (
        "C: He told me to leave.",
        "Client said he told them to leave.",
        "Client said she told them to leave.",
        F.NEW_WORDS,
    ),
    ("C: I hit him.", "Client said they hit him.", "Client said he hit them.", F.NEW_WORDS),
    (
        "C: I feel tired all the time.",
        "Client reported feeling tired all the time.",
        "Clinician reported feeling tired all the time.",
        F.SPEAKER,
    ),
    (
        ("T: I feel that you are tired.", "C: Okay."),
        "Clinician said, “I feel that you are tired.”",
        "Client reported feeling tired.",
        F.SPEAKER,
    ),
    # medicines
    (
        "C: I stopped taking Lexapro.",
        "Client said they stopped taking Lexapro.",
        "Client said they started taking Lexapro.",
        F.MEDICATION,
    ),
    (
        "C: I stopped taking Lexapro.",
        "Client said they stopped taking Lexapro.",
        "Client said they stopped taking Zoloft.",
        F.MEDICATION,
    ),
    (
        "C: I take sertraline and trazodone.",
        "Client takes sertraline and trazodone.",
        "Client takes sertraline.",
        F.MEDICATION,
    ),
    (
        "C: I skipped my lithium on Sunday.",
        "Client said they skipped their lithium on Sunday.",
        "Client said they doubled their lithium on Sunday.",
        F.MEDICATION,
    ),
    # agreements
    (
        ("T: Would you try writing down three thoughts a day?", "C: Yeah, okay."),
        "Client agreed to try writing down three thoughts a day.",
        "Client agreed to try writing down five thoughts a day.",
        F.NUMBER,
    ),
    (
        ("T: Would you write down five thoughts?", "C: Yeah, I could do three."),
        "Clinician asked, “Would you write down five thoughts?” Client answered, “Yeah, I could do three.”",
        "Client agreed to write down five thoughts.",
        F.NUMBER,
    ),
    (
        ("T: Would you call your sister?", "C: I'm not sure."),
        "Clinician asked, “Would you call your sister?” Client answered, “I'm not sure.”",
        "Client agreed to call their sister.",
        F.NEGATION,
    ),
    (
        ("T: Would you call your sister?", "C: Okay, if she's home."),
        "Client answered, “Okay, if she's home.”",
        "Client agreed to call their sister.",
        F.LEFT_OUT,
    ),
    # additions
    (
        "C: I feel tired.",
        "Client reported feeling tired.",
        "Client reported feeling tired and anxious.",
        F.NEW_WORDS,
    ),
    (
        "C: I cried at work.",
        "Client said they cried at work.",
        "Client said they cried at work because of stress.",
        F.NEW_WORDS,
    ),
    (
        "C: I hate my job.",
        "Client said they hate their job.",
        "Client said they hate their jobs.",
        F.NEW_WORDS,
    ),
    # quotations
    (
        "C: I have not started that.",
        "Client said, “I have not started that.”",
        "Client said, “I have now started that.”",
        F.QUOTATION,
    ),
    (
        "C: I have not started that.",
        "Client said, “I have not started that.”",
        "Client said they “started that.”",
        F.QUOTE_CUT,
    ),
    (
        "C: I'm fine when she is away, but not at home.",
        "Client said, “I'm fine when she is away, but not at home.”",
        "Client said, “I'm fine when she is away.”",
        F.QUOTE_CUT,
    ),
    (
        "C: My mom says I drink too much.",
        "Client said, “My mom says I drink too much.”",
        "Client said, “I drink too much.”",
        F.QUOTE_CUT,
    ),
    (
        ("T: You seem sad.", "C: I guess."),
        "Clinician said, “You seem sad.”",
        "Client said, “You seem sad.”",
        F.SPEAKER,
    ),
]
