using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Commands.Training;

/// <summary>
/// Takes the texts of a set that are what its label says. Some published sets mix languages under one label; which text is which shows in the words
/// that only one of them has. Words of hashtags, mentions and addresses do not count.
/// </summary>
internal sealed class WordRule
{
    /// <summary>Most words in a list.</summary>
    public const int MaxWords = 20_000;

    private const char Comment = '#';

    private readonly HashSet<string>? _wanted;
    private readonly float _share;
    private readonly HashSet<string>? _unwanted;

    private WordRule(HashSet<string>? wanted, float share, HashSet<string>? unwanted)
    {
        _wanted = wanted;
        _share = share;
        _unwanted = unwanted;
    }

    /// <summary>Reads the lists a set names: words in lower case between white space; from "#" on a line is a comment.</summary>
    /// <returns>Null where the set has no rule.</returns>
    /// <exception cref="InvalidDataException">A list has more than <see cref="MaxWords"/> words, or none.</exception>
    public static WordRule? Of(SetRecipe set) =>
        set.WithWords is null && set.WithoutWords is null ? null : new WordRule(Read(set.WithWords), set.WithShare, Read(set.WithoutWords));

    /// <summary>True where enough of a text's words are wanted and none is unwanted.</summary>
    public bool Takes(string text)
    {
        var scanner = new TokenScanner(text, stackalloc char[TokenScanner.MaxTokenLength]);
        int words = 0;
        int wanted = 0;
        while (scanner.MoveNext())
        {
            if (scanner.Kind != TokenKind.Word || scanner.IsInHashtag)
                continue;
            string word = scanner.Form.ToString();
            if (_unwanted?.Contains(word) == true)
                return false;
            words++;
            wanted += _wanted?.Contains(word) == true ? 1 : 0;
        }
        return _wanted is null || (wanted > 0 && wanted >= _share * words);
    }

    private static HashSet<string>? Read(string? file)
    {
        if (file is null)
            return null;
        HashSet<string> words = new(StringComparer.Ordinal);
        foreach (string line in File.ReadLines(file))
        {
            int end = line.IndexOf(Comment, StringComparison.Ordinal);
            words.UnionWith((end < 0 ? line : line[..end]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }
        return words.Count is > 0 and <= MaxWords ? words : throw new InvalidDataException($"{Path.GetFileName(file)} has {words.Count} words; 1 to {MaxWords} are allowed");
    }
}
