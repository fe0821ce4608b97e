using P = RtmPipeline.Alerts.Framing.EnglishPhrases;

namespace RtmPipeline.Alerts.Framing;

/// <summary>Writes an incident in English: the first sentence says what happens, the second what it means for the brand.</summary>
internal static class EnglishFraming
{
    public static string[] Write(FramingFacts f, FramingTone tone) =>
    [
        $"{EnglishEndings.Happening(f) ?? Happening(f)}.",
        $"{SentenceText.Capital(EnglishEndings.Meaning(f, tone) ?? Meaning(f, tone), f.Brand)}.",
    ];

    public static string Digest(DigestFacts f)
    {
        if (f.Total == 0)
            return $"Nothing was held back for {f.Brand} in {P.Last((int)f.Over.TotalMinutes)}.";
        List<string> kinds = [];
        AddCount(kinds, f.Opportunities, "opportunity", "opportunities");
        AddCount(kinds, f.Threats, "threat", "threats");
        AddCount(kinds, f.Holds, "hold", "holds");
        AddCount(kinds, f.Reinforcements, "fading wave", "fading waves");
        string largest = f.Largest is null ? "" : f.Total == 1 ? $": {P.Quote(f.Largest)}" : $"; the biggest was {P.Quote(f.Largest)}";
        return $"To keep the noise down, {P.List(kinds)} for {f.Brand} {(f.Total == 1 ? "was" : "were")} held back in {P.Last((int)f.Over.TotalMinutes)}{largest}.";
    }

    private static string Happening(FramingFacts f)
    {
        string label = P.Quote(f.Label);
        string sensitive = P.Sensitive(f.Sensitive ?? "");
        return (f.Kind, f.Phase) switch
        {
            (AlertKind.Hold, IncidentPhase.Retracted) => $"{label} is most likely not about {sensitive} after all",
            (_, IncidentPhase.Retracted) when f.Sensitive is not null => $"We take back what we said about {label}: most likely it is about {sensitive}",
            (_, IncidentPhase.Retracted) => $"We take back what we said about {label}: it is not what it seemed",
            (AlertKind.Hold, IncidentPhase.Expired) => $"The talk about {label} has {(f.IsOver ? "died down" : "slowed down")}: {FromPeak(f)}",
            (AlertKind.Threat, IncidentPhase.Expired) => $"The negative posts about {f.Brand} around {label} have {(f.IsOver ? "died down" : "slowed down")}: {FromPeak(f)}",
            (_, IncidentPhase.Expired) when f.EndedBecause != EndReason.TooLate && (f.IsOver || f.Momentum == Momentum.Falling) => $"{label} has run its course: {FromPeak(f)}",
            (_, IncidentPhase.Expired) when f.StillGoes => $"The time to act on {label} is over, although there are still {P.Rate(f.PerMinute)}",
            (_, IncidentPhase.Expired) => $"The time to act on {label} is over",
            (AlertKind.Threat, IncidentPhase.Peaked) => $"The negative posts about {f.Brand} around {label} are easing: {FromPeak(f)}",
            (AlertKind.Reinforce, IncidentPhase.Escalated) => $"The wave around {f.Brand}'s own post, {label}, is fading even faster: {FromPeak(f)}",
            (AlertKind.Reinforce, _) => $"The wave around {f.Brand}'s own post, {label}, is fading sooner than expected: {FromPeak(f)}",
            (_, IncidentPhase.Peaked) => $"{label} is past its peak: {FromPeak(f)}",
            (AlertKind.Threat, _) => $"Negative posts about {f.Brand} {Moves(f)} around {label}: {Crowd(f)}",
            (AlertKind.Hold, IncidentPhase.Raised) => $"{label} {Moves(f)} and is most likely about {sensitive}: {Crowd(f)}",
            (AlertKind.Hold, _) => $"{label}, most likely about {sensitive}, {Moves(f)}: {Crowd(f)}",
            (AlertKind.Calendar, IncidentPhase.Raised) => $"{label}, which {f.Brand} has planned for, is beginning: {Crowd(f)}",
            _ => $"{label} {Moves(f)}: {Crowd(f)}",
        };
    }

    private static string Moves(FramingFacts f)
    {
        bool arePosts = f.Kind == AlertKind.Threat;
        long age = f.Now - f.Since;
        return f.Phase switch
        {
            IncidentPhase.Escalated => arePosts ? "are picking up sharply" : "is getting much bigger",
            IncidentPhase.Updated when f.Momentum == Momentum.Rising => arePosts ? "keep growing" : "keeps growing",
            IncidentPhase.Updated when f.Momentum == Momentum.Steady => arePosts ? "are holding steady" : "is holding steady",
            IncidentPhase.Updated => arePosts ? "are slowing down" : "is slowing down",
            _ when arePosts => $"have been piling up {Since(f, age)}",
            _ when f.Kind == AlertKind.Hold => $"has been spreading {Since(f, age)}",
            _ when f.Momentum == Momentum.Rising && HumanNumbers.Minutes(age) < 1 => "is taking off right now",
            _ when f.Momentum == Momentum.Rising && HumanNumbers.Minutes(age) < 55 => $"took off {P.Ago(age)}",
            _ when f.Momentum == Momentum.Rising => $"has been growing {Since(f, age)}",
            _ => $"has been going round {Since(f, age)}",
        };
    }

    /// <summary>A length for what is fresh, the clock for what is not.</summary>
    private static string Since(FramingFacts f, long age) =>
        HumanNumbers.Minutes(age) < 55 ? $"for {P.Length(HumanNumbers.Minutes(age))}" : $"since {P.At(f.Since, f.Now)}";

    private static string Crowd(FramingFacts f)
    {
        string text = $"{P.People(f.People)} {(f.Now - f.Since <= 3_600_000 ? "so far" : "in the last hour or so")}";
        if (Languages(f) is { } languages)
            text += $", {languages}";
        if (f.PerMinute >= HumanNumbers.AboutFrom)
            text += $"{(text.Contains(',', StringComparison.Ordinal) ? ", with" : " and")} {P.Rate(f.PerMinute)}";
        if (f.IsUsuallyUnheard && f.Phase != IncidentPhase.Updated)
            text += ", on something that hardly ever comes up";
        else if (!f.IsUsuallyUnheard && P.TimesUsual(f.TimesUsual) is { } times)
            text += $", {times}";
        return f.ToldMood switch
        {
            Mood.Positive => $"{text}, and the mood is mostly positive",
            Mood.Negative when f.Kind is AlertKind.Threat => f.NegativeShare >= 0.8 ? $"{text}, nearly all of it negative" : $"{text}, most of it negative",
            Mood.Negative => $"{text}, and the mood is mostly negative",
            Mood.Mixed => $"{text}, and the mood is mixed",
            _ => text,
        };
    }

    private static string? Languages(FramingFacts f)
    {
        string[] names = [.. f.ToldLanguages.Select(P.Language).OfType<string>()];
        return names.Length switch
        {
            0 => null,
            1 => $"mostly in {names[0]}",
            _ => $"in {P.List(names)}",
        };
    }

    private static string FromPeak(FramingFacts f) =>
        HumanNumbers.Round(f.PeakPerMinute) > HumanNumbers.Round(f.PerMinute) && f.PeakPerMinute >= 1
            ? $"{P.Rate(f.PerMinute)}, down from {P.Peak(f.PeakPerMinute, f.PerMinute)}{AtItsHeight(f)}"
            : P.Rate(f.PerMinute);

    private static string AtItsHeight(FramingFacts f) => (f.Kind, f.Phase) switch
    {
        (not AlertKind.Reinforce, IncidentPhase.Peaked) => "",
        (AlertKind.Threat, _) => " at their height",
        _ => " at its height",
    };

    private static string Meaning(FramingFacts f, FramingTone tone)
    {
        string please = tone == FramingTone.Formal ? "please " : "";
        bool isFriendly = tone == FramingTone.Friendly;
        string until = P.At(HumanNumbers.Until(f.Until, f.Now), f.Now);
        return (f.Kind, f.Phase) switch
        {
            (AlertKind.Hold, IncidentPhase.Retracted) => $"{please}take another look, and resume what {f.Brand} had paused if all is well",
            (AlertKind.Hold, IncidentPhase.Expired) => $"{please}check what happened before {f.Brand} resumes what was paused",
            (AlertKind.Hold, IncidentPhase.Raised) => $"{please}pause what {f.Brand} has scheduled until it is clear what happened",
            (AlertKind.Hold, _) => $"{please}keep everything that {f.Brand} has scheduled on hold",
            (AlertKind.Threat or AlertKind.Reinforce, IncidentPhase.Retracted) => "there is no need to react",
            (_, IncidentPhase.Retracted) => $"{please}{(isFriendly ? "don't" : "do not")} post about it, and withdraw what {f.Brand} has already prepared",
            (AlertKind.Threat, IncidentPhase.Expired) => "there is nothing more to do unless they come back",
            (AlertKind.Threat, IncidentPhase.Peaked) => $"{please}keep an eye on them until {until}",
            (AlertKind.Threat, _) => $"{(Why(f, "they") is { } why ? $"{why}; " : "")}{please}decide by {until} whether {f.Brand} should answer",
            (AlertKind.Reinforce, IncidentPhase.Expired) => "there is nothing left to build on",
            (AlertKind.Reinforce, _) => $"to keep it going, {(isFriendly ? "follow up" : $"{f.Brand} should follow up")} before {until}",
            (_, IncidentPhase.Expired) => isFriendly ? "best to let it go now" : "there is nothing left to gain from joining in",
            (_, IncidentPhase.Peaked) => $"if {f.Brand} has something ready, it should go out before {until}; otherwise {(isFriendly ? "let it go" : "let it pass")}",
            (AlertKind.Calendar, _) => $"what {f.Brand} has prepared fits now and until {until}",
            (_, IncidentPhase.Updated) => $"{(Expected(f) is { } more ? $"{more}, so " : "")}{HaveUntil(f, tone, "now ")} {until}",
            _ => $"{Context(f)}{(Expected(f) is { } more ? $"; {more}, so " : "; ")}{HaveUntil(f, tone, "")} {until}",
        };
    }

    /// <summary>Why it concerns the brand, and whether news has it.</summary>
    private static string Context(FramingFacts f)
    {
        string? news = f.NewsFirstAt is not { } at
            ? null
            : $"has been in the news since {P.At(at, f.Now)}{(f.SpeaksToJournalists ? ", though few outlets have it" : "")}";
        return (Why(f, "it"), news) switch
        {
            (null, null) => "no news about it has turned up yet",
            (null, _) => $"it {news}",
            ({ } why, null) => $"{why}, and no news about it has turned up yet",
            ({ } why, _) when why.StartsWith("it ", StringComparison.Ordinal) => $"{why} and {news}",
            ({ } why, _) => $"{why}, and it {news}",
        };
    }

    /// <param name="f">The facts.</param>
    /// <param name="subject">What concerns the brand: "it", or "they" for posts.</param>
    private static string? Why(FramingFacts f, string subject)
    {
        if (f.Reasons is not [{ } first, ..])
            return null;
        bool isOne = subject == "it";
        string[] names = [.. f.Reasons.Where(r => r.Kind == first.Kind).Select(r => r.Name)];
        return first.Kind switch
        {
            ReasonKind.Name or ReasonKind.Field or ReasonKind.Theme when f.Kind == AlertKind.Threat => null,
            ReasonKind.Name => $"people mention {f.Brand} by name",
            ReasonKind.Product or ReasonKind.Person => $"{subject} {(isOne ? "names" : "name")} {P.List(names)}",
            ReasonKind.Competitor => $"{subject} {(isOne ? "names" : "name")} your competitor {P.List(names)}",
            ReasonKind.Theme => $"{subject} {(isOne ? "fits" : "fit")} a theme that {f.Brand} follows ({P.List([.. names.Select(P.Theme)])})",
            _ when SentenceText.IsSame(names, f.Label) => $"{subject} {(isOne ? "is" : "are")} right in {f.Brand}'s field",
            _ => $"{subject} {(isOne ? "touches" : "touch")} {f.Brand}'s field ({P.List([.. names.Select(n => $"“{n}”")])})",
        };
    }

    private static string? Expected(FramingFacts f) =>
        HumanNumbers.Round(f.MoreExpected) < HumanNumbers.AboutFrom ? null : $"{P.More(f.MoreExpected)} are likely in {P.Next(f.MoreWithinMinutes)}";

    private static string HaveUntil(FramingFacts f, FramingTone tone, string now) => tone switch
    {
        FramingTone.Formal => $"{f.Brand} {now}has until",
        FramingTone.Friendly => $"you've {now}got until",
        _ => $"you {now}have until",
    };

    private static void AddCount(List<string> into, int count, string one, string many)
    {
        if (count > 0)
            into.Add(count == 1 ? $"one {one}" : $"{HumanNumbers.Grouped(count, ',')} {many}");
    }
}
