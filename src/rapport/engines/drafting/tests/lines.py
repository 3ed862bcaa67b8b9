"""Fictional sessions for the tests of drafting: written line by line, "C" the clinician, "K" the client."""

from rapport.engines.kinds import Speaker, Transcript, Utterance, Word

WHO = {"C": Speaker.CLINICIAN, "K": Speaker.CLIENT, "O": Speaker.OTHER, "U": Speaker.UNKNOWN}


def session(text, *, language="en", probability=None):
    """Make a transcript of lines like "C: How are you sleeping?"."""
    said = []
    for index, line in enumerate(line.strip() for line in text.strip().splitlines()):
        who, words = line.split(": ", 1)
        heard = ()
        if probability is not None:
            heard = tuple(Word(w, 0.0, 0.1, probability) for w in words.split())
        said.append(Utterance(f"u{index}", index, WHO[who], words, float(index), index + 1.0, heard))
    return Transcript(tuple(said), language)


SEVEN_TRAPS = """
C: Hi Luis, good to see you. How have the nights been?
K: I've been waking up a lot. Maybe six times a night. No, actually, it's more like four times a night.
C: Four times. And how is work?
K: My supervisor, Beatriz, gave me two extra shifts. I feel worn out by the end of the week.
C: How is the fluoxetine going?
K: I picked it up from the pharmacy, but I haven't started it. I read about the side effects.
C: Have you had any thoughts of killing yourself?
K: No. I haven't had any thoughts like that.
C: What went through your mind when Beatriz asked you?
K: That I'm going to let everybody down.
C: For this week, could you write in the sleep diary every night?
K: Every night is too much. I could do three nights. Tuesday, Thursday and Saturday.
C: Then three nights it is.
K: Okay. I can do that.
C: Would you be willing to call the pharmacy and ask about side effects?
K: Yes, I could do that.
C: Could we meet next Wednesday at ten-thirty instead of Monday?
K: Wednesday at ten-thirty works for me.
C: Good. See you on Wednesday.
"""
