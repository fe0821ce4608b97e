using System.Globalization;
using System.Text;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Sentiment;

/// <param name="Line">From 1.</param>
/// <param name="Reason">What is wrong, with the value and the limit.</param>
internal sealed record SentimentWordsFault(int Line, string Reason);

/// <param name="Concepts">In the order of the file, without faulty forms and without concepts that have no other.</param>
/// <param name="Faults">In the order of lines; empty for a file that can be used.</param>
internal sealed record SentimentWords(IReadOnlyList<SentimentConcept> Concepts, IReadOnlyList<SentimentWordsFault> Faults);

/// <summary>
/// Reads a file of sentiment words; its format stands at the head of SentimentWords.txt. It is strict, because a typing error in so long a list
/// would otherwise go unseen: all faults are reported at once, each with its line.
/// </summary>
internal sealed class SentimentWordsParser
{
    /// <summary>Language of forms that are alike everywhere.</summary>
    public const string AnyLanguage = "any";

    /// <summary>Most words of a form.</summary>
    public const int MaxWords = 3;

    /// <summary>Polarities run from its negative to it.</summary>
    public const int MaxPolarity = 3;

    private const string Separator = " | ";
    private const char PictureStyle = '\uFE0F';
    private const int FirstSkinTone = 0x1F3FB;
    private const int LastSkinTone = 0x1F3FF;

    private static readonly string[] s_languages = [AnyLanguage, "ca", "de", "en", "es", "fr", "it", "pt"];

    private readonly List<SentimentConcept> _concepts = [];
    private readonly List<SentimentWordsFault> _faults = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    // By language and form: the concept it stands for.
    private readonly Dictionary<(string Language, string Form), string> _owners = [];
    private readonly Dictionary<string, (string Language, int Line)> _languagesOf = new(StringComparer.Ordinal);
    private int _line;

    private SentimentWordsParser()
    {
    }

    /// <summary>Reads to the end. Never throws for what the text says.</summary>
    public static SentimentWords Parse(TextReader reader)
    {
        SentimentWordsParser parser = new();
        while (reader.ReadLine() is { } line)
        {
            parser._line++;
            if (line.Length > 0 && line[0] != '#')
                parser.ReadConcept(line);
        }
        return new SentimentWords(parser._concepts, parser._faults);
    }

    private void ReadConcept(string line)
    {
        string[] parts = line.Split(Separator);
        string[] head = parts[0].Split(' ');
        if (head.Length != 2)
        {
            Fault($"'{parts[0]}' is not a concept and a polarity");
            return;
        }
        string name = head[0];
        if (name.Length == 0 || name.Any(static c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('.' or '-')))
            Fault($"concept '{name}' is not made of a-z, 0-9, '.' and '-'");
        else if (!_names.Add(name))
            Fault($"concept '{name}' stands twice");
        if (!int.TryParse(head[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int polarity) || Math.Abs((long)polarity) > MaxPolarity)
            Fault($"polarity '{head[1]}' of '{name}' is not a number from -{MaxPolarity} to {MaxPolarity}");

        List<SentimentForm> forms = [];
        HashSet<string> languages = new(StringComparer.Ordinal);
        foreach (string part in parts.AsSpan(1))
            ReadLanguage(name, part, languages, forms);
        if (forms.Count > 0)
            _concepts.Add(new SentimentConcept(name, polarity, forms));
        else
            Fault($"concept '{name}' has no form");
    }

    private void ReadLanguage(string name, string part, HashSet<string> languages, List<SentimentForm> forms)
    {
        int colon = part.IndexOf(':');
        string language = colon < 0 ? part.Trim() : part[..colon].Trim();
        if (colon < 0 || !s_languages.Contains(language))
        {
            Fault($"'{language}' of '{name}' is none of the languages {string.Join(", ", s_languages)}");
            return;
        }
        if (!languages.Add(language))
            Fault($"language '{language}' of '{name}' stands twice");
        foreach (string entry in part[(colon + 1)..].Split(','))
        {
            if (ReadForm(name, language, entry.Trim()) is { } form)
                forms.Add(form);
        }
    }

    /// <summary>Checks one form; null for a faulty one.</summary>
    private SentimentForm? ReadForm(string name, string language, string entry)
    {
        string text = WithoutStyles(entry);
        if (text.Length == 0)
            return Fault($"empty form of '{name}' in '{language}'");
        bool isSigns = !text.All(IsWordOrJoin);
        if (isSigns && language != AnyLanguage)
            return Fault($"'{text}' has signs, which are for '{AnyLanguage}' only, not for '{language}'");
        string[] words = isSigns ? [] : [.. PhraseFolding.Words(text)];
        if (!isSigns && words.Length is 0 or > MaxWords)
            return Fault($"'{text}' has {words.Length} words, not 1 to {MaxWords}");
        string key = isSigns ? text : string.Join(' ', words);
        return Owns(name, language, key) ? new SentimentForm(language, text, words) : null;
    }

    private bool Owns(string name, string language, string key)
    {
        if (!_owners.TryAdd((language, key), name))
        {
            Fault($"'{key}' in '{language}' stands for '{_owners[(language, key)]}' already, here for '{name}'");
            return false;
        }
        // Where a form is alike in all languages, one of its own in some language would leave open which of the two is meant.
        if (_languagesOf.TryAdd(key, (language, _line)) || (language != AnyLanguage && _languagesOf[key].Language != AnyLanguage))
            return true;
        Fault($"'{key}' stands in '{language}' here and in '{_languagesOf[key].Language}' in line {_languagesOf[key].Line}, but '{AnyLanguage}' allows no other");
        return false;
    }

    /// <summary>Letters, marks and digits, and what joins words.</summary>
    private static bool IsWordOrJoin(char c) =>
        char.IsLetterOrDigit(c) || c is ' ' or '\'' or '\u2019' or '-' or '\u00B7' || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    /// <summary>Without the selector of the picture style and tones of skin, which change the look and not the meaning.</summary>
    private static string WithoutStyles(string entry)
    {
        StringBuilder text = new(entry.Length);
        foreach (Rune rune in entry.EnumerateRunes())
        {
            if (rune.Value != PictureStyle && rune.Value is < FirstSkinTone or > LastSkinTone)
                text.Append(rune);
        }
        return text.ToString();
    }

    private SentimentForm? Fault(string reason)
    {
        _faults.Add(new SentimentWordsFault(_line, reason));
        return null;
    }
}
