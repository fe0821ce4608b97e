using System.Globalization;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Sentiment;

/// <param name="Text">One to three words.</param>
/// <param name="Polarity">−3 to 3, not 0.</param>
internal readonly record struct GradedWord(string Text, int Polarity);

/// <summary>Reads a list of graded words of one language; the form stands at the head of the files <c>…Grades.txt</c>.</summary>
internal static class SentimentGrades
{
    /// <summary>Languages that have a list, with its resource.</summary>
    public static IReadOnlyList<(string Language, string Resource)> Lists { get; } =
        [("en", "Sentiment/EnglishGrades.txt"), ("es", "Sentiment/SpanishGrades.txt"), ("it", "Sentiment/ItalianGrades.txt")];

    /// <summary>A list that ships with the program.</summary>
    /// <exception cref="FormatException">It is not right; a test reads all of them.</exception>
    public static IReadOnlyList<GradedWord> Shipped(string resource)
    {
        using StreamReader reader = SentimentLexicon.Open(resource);
        return Read(reader);
    }

    /// <exception cref="FormatException">Names the line and what is wrong with it.</exception>
    public static IReadOnlyList<GradedWord> Read(TextReader reader)
    {
        List<GradedWord> entries = [];
        HashSet<string> seen = [];
        int number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
                continue;
            int colon = line.IndexOf(':');
            if (colon < 0 || !int.TryParse(line.AsSpan(0, colon), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int grade)
                || grade == 0 || Math.Abs((long)grade) > SentimentWordsParser.MaxPolarity)
                throw Fault(number, $"begins with no grade from -{SentimentWordsParser.MaxPolarity} to {SentimentWordsParser.MaxPolarity}");
            foreach (string entry in line[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries))
            {
                if (PhraseFolding.Words(entry).Count is 0 or > SentimentWordsParser.MaxWords)
                    throw Fault(number, $"has '{entry}', which is not one to {SentimentWordsParser.MaxWords} words");
                if (!seen.Add(entry))
                    throw Fault(number, $"has '{entry}' a second time");
                entries.Add(new GradedWord(entry, grade));
            }
        }
        return entries;
    }

    private static FormatException Fault(int line, string reason) => new($"line {line} {reason}");
}
