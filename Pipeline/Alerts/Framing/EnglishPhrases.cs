using System.Globalization;

namespace RtmPipeline.Alerts.Framing;

/// <summary>Numbers, times, lists and names in English.</summary>
internal static class EnglishPhrases
{
    private static readonly string[] s_times = ["", "", "twice", "three times", "four times", "five times", "six times", "seven times", "eight times", "nine times", "ten times"];

    /// <summary>"one person", "9 people", "about 1,200 people", "about 1.2 million people".</summary>
    public static string People(double people)
    {
        double n = HumanNumbers.Round(people);
        return n <= 1 ? "one person" : $"{Number(people)} people";
    }

    /// <summary>"one post a minute", "some 290 posts a minute", "40 posts an hour".</summary>
    public static string Rate(double perMinute)
    {
        bool isByMinute = perMinute >= 1;
        double n = HumanNumbers.Round(isByMinute ? perMinute : perMinute * 60);
        string time = isByMinute ? "a minute" : "an hour";
        return n switch
        {
            < 1 => "hardly a post an hour",
            1 => $"one post {time}",
            < HumanNumbers.AboutFrom => $"{Plain(n)} posts {time}",
            _ => $"some {Plain(n)} posts {time}",
        };
    }

    /// <summary>A peak beside a rate: only its number where the rate is by the minute too.</summary>
    public static string Peak(double perMinute, double rateNow)
    {
        string peak = Plain(HumanNumbers.Round(perMinute));
        return rateNow >= 1 ? peak : $"{peak} a minute";
    }

    /// <summary>"one more post", "about 330 more posts".</summary>
    public static string More(double posts) =>
        HumanNumbers.Round(posts) <= 1 ? "one more post" : $"{Number(posts)} more posts";

    /// <summary>"twice the usual pace", "about 35 times the usual pace"; null when it is near to usual.</summary>
    public static string? TimesUsual(double times)
    {
        double n = HumanNumbers.Round(times);
        return n switch
        {
            < 2 => null,
            <= 10 => $"{s_times[(int)n]} the usual pace",
            _ => $"about {Plain(n)} times the usual pace",
        };
    }

    /// <summary>"just now", "a minute ago", "about an hour ago", "2 hours ago".</summary>
    public static string Ago(long ms)
    {
        int minutes = HumanNumbers.Minutes(ms);
        return minutes < 1 ? "just now" : $"{Length(minutes)} ago";
    }

    /// <summary>"a minute", "4 minutes", "about an hour", "2 hours", "3 days".</summary>
    public static string Length(int minutes) => minutes switch
    {
        <= 1 => "a minute",
        < 55 => $"{minutes} minutes",
        < 90 => "about an hour",
        < 36 * 60 => $"{Math.Round(minutes / 60.0)} hours",
        _ => $"{Math.Round(minutes / 1440.0)} days",
    };

    /// <summary>"02:10 UTC", "02:10 UTC tomorrow", "02:10 UTC on 14 March".</summary>
    public static string At(long unixMs, long now) => HumanNumbers.DaysApart(unixMs, now) switch
    {
        0 => $"{HumanNumbers.Clock(unixMs)} UTC",
        1 => $"{HumanNumbers.Clock(unixMs)} UTC tomorrow",
        -1 => $"{HumanNumbers.Clock(unixMs)} UTC yesterday",
        _ => $"{HumanNumbers.Clock(unixMs)} UTC on {HumanNumbers.Utc(unixMs).ToString("d MMMM", CultureInfo.InvariantCulture)}",
    };

    /// <summary>"the last minute", "the last 4 minutes", "the last hour", "the last 6 hours".</summary>
    public static string Last(int minutes) => minutes switch
    {
        <= 1 => "the last minute",
        >= 55 and < 90 => "the last hour",
        _ => $"the last {Length(minutes)}",
    };

    /// <summary>"the next hour", "the next 15 minutes".</summary>
    public static string Next(int minutes) => minutes is >= 55 and < 90 ? "the next hour" : $"the next {Length(minutes)}";

    public static string Quote(string label) => SafeLabel.MarksItself(label) ? label : $"“{label}”";

    public static string List(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} and {items[^1]}",
    };

    /// <summary>The name of a language; null for one that has no name here.</summary>
    public static string? Language(string code) => code switch
    {
        "en" => "English",
        "es" => "Spanish",
        "it" => "Italian",
        "pt" => "Portuguese",
        "fr" => "French",
        "de" => "German",
        "ca" => "Catalan",
        "nl" => "Dutch",
        "ja" => "Japanese",
        "ar" => "Arabic",
        "ru" => "Russian",
        "tr" => "Turkish",
        "pl" => "Polish",
        "hi" => "Hindi",
        _ => null,
    };

    /// <summary>A theme by its IAB name.</summary>
    public static string Theme(string name) => name.Replace(" & ", " and ", StringComparison.Ordinal);

    /// <summary>A sensitive topic of the IAB taxonomy, as people call it.</summary>
    public static string Sensitive(string category) => category switch
    {
        "Terrorism" => "terrorism",
        "Death, Injury, or Military Conflict" => "deaths, injuries or armed conflict",
        "Crime & Harmful Acts to Individuals, Society & Human Right Violations" => "a crime or harm done to people",
        "Hate Speech and Acts of Aggression" => "hate speech or aggression",
        "Arms & Ammunition" => "weapons",
        "Adult & Explicit Sexual Content" => "sexual content",
        "Illegal Drugs, Tobacco, eCigarettes, Vaping, Alcohol" => "drugs, alcohol or tobacco",
        "Debated Sensitive Social Issues" => "a divisive social issue",
        "Spam or Harmful Content" => "spam or harmful content",
        "Online Piracy" => "piracy",
        "Obscenity and Profanity" => "crude language",
        _ => "a sensitive subject",
    };

    private static string Number(double number)
    {
        double n = HumanNumbers.Round(number);
        return n < HumanNumbers.AboutFrom ? Plain(n) : $"about {Plain(n)}";
    }

    private static string Plain(double rounded) => rounded switch
    {
        < HumanNumbers.Million => HumanNumbers.Grouped(rounded, ','),
        < 1000 * HumanNumbers.Million => $"{HumanNumbers.Decimal(rounded / HumanNumbers.Million, '.')} million",
        _ => $"{HumanNumbers.Decimal(rounded / (1000 * HumanNumbers.Million), '.')} billion",
    };
}
