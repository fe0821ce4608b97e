namespace RtmPipeline.Sources.Simulation.Words;

/// <summary>Sentences of everyday life in English; places in braces are named at <see cref="Slot"/>.</summary>
internal static class EnglishTexts
{
    public const string Everyday = """
        {o} the {t} at {place} was {adv} {a} {e}
        {s}, and now it's all about the {t} {e}
        i could {v} with {name} and the {t} all day {z}
        that {t} though {e} {h}
        {ving} the {w} while {name} keeps {ving} {when}. {h}
        does anybody else think the {t} is {adv} {a}? {z}
        {name} just {ved} my {w} {when} and i have no words {e}
        new {w}, new {t}, same {a} me {h}
        {o} {s} {h} {e}
        my {a} {w} and the {t}: the {adv} {a} story of this week {url}
        three reasons to {v} your {w}: it's {a}, it's {a}, and {s} {h}
        how to {v} the {t} without {ving} the {n} {url} {h}
        {num} {ns} later and the {t} still looks {a} {e}
        thinking about the {t} {when} {z}
        {at} you have to see this {t}, it's {adv} {a} {e}
        {at} did you {v} the {w} {when}? asking for the {t} crowd
        the {w} in {place} is {a} and the {t} is even better {h}
        {o} {coined} {ved} the whole {t} thing {when} {e}{e}
        who wants to {v} some {ns} and talk about the {t}? {z}
        if the {t} were a {w} it would be {adv} {a}. {s}
        nobody: \n me: {ving} the {t} {when} {e}
        my {name} says every {w} needs one {a} {t}. {z}
        {h} {h} {s} {e}
        finally {ved} the {w}!! {t} next {e}
        {when} i learned that {ns} and the {t} don't mix {z}
        best {w} of {place}? i say {coined}, {name} says the {t} {h}
        {s} but have you ever {ved} the {t}? {e}
        day {num} of {ving} my {w}. the {t} is {adv} {a}
        just {ved} with {at} about the {t}, {z}
        the {a} {t} photo of {name} & the {w} is everything {url} {e}
        {o} why is the {t} so {a} and why can't i {v} it
        {coined} by {name} sounds like the {t} feels {when} {e}
        told the whole {w} {n} about the {t}. they were {adv} {a}
        rating {place}'s {t}: {num} out of 100, {z}
        {s}. {s}. {t}. {e}
        petition to {v} the {t} {when} {h}
        remember when the {w} was just the {w}? now it's {t} this, {t} that {z}
        {name}'s {w} has {num} {ns} and not one {t} {e}
        """;

    public const string Clauses = """
        i still have to {v} the {n}
        {name} keeps {ving} about {coined}
        we {ved} {num} {ns} {when}
        there's nothing like {ving} the {a} {ns}
        somebody should {v} that {n}
        {place} is {adv} {a} {when}
        my {n} is {adv} {a}
        i'd rather {v} with {name}
        the {ns} of {place} are {a}
        {coined} makes every {n} {a}
        all my {ns} got {ved} {when}
        i dreamt of {a} {ns}
        it's too {a} to {v}
        {name} and {name} are {ving} {ns}
        no {n} is as {a} as mine
        this {n} smells {a}
        i forgot how to {v}
        life is {a} when you {v}
        {num} {ns} are never enough
        {coined} is playing {when}
        you can't {v} a {a} {n}
        my {a} {n} needs to {v}
        the {n} of {name} looks {a}
        we should {v} more {ns}
        """;

    public const string Replies = """
        {adv} {a} {e}
        {z}
        {o} same here, {s}
        wait what? {s} {e}
        no way, {name} said it was {a}
        the {t} is {adv} {a} {e}
        i told {name} about the {t} {when}
        haha {e}{e} {z}
        {o} you have to {v} it {when}
        exactly!! {h}
        not sure, {s}
        that's what the {n} said {e}
        thank you!! {e} the {a} {t} made my day
        {num} times yes {e}
        {s}, so no {z}
        love this {e} {h}
        tell me more about the {t}
        """;

    public const string Quotes = """
        this {e}
        {o} look at that {t} {e}
        {adv} {a}. {s}
        everyone talks about the {t} and they are right {z}
        {h} in one post {e}
        {name} will {v} this {e}
        read it twice, {s}
        {o} this is {adv} {a} {h}
        """;

    public const string Tails = """
        {s}
        {s} {e}
        {z} {s}
        and {name} is {ving} the {n} {e}
        says {name} from {place}
        {name} and {name} agree, {s}
        my {a} {n} agrees {e}
        meanwhile {s}
        here in {place} {s}
        {when} with {name} and the {ns} {e}
        plus {num} {ns} {z}
        i need to {v} the {n} now {e}
        """;
}
