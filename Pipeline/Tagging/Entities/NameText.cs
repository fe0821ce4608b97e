using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tagging.Entities;

/// <summary>How a text uses capitals.</summary>
internal enum CapitalStyle : byte
{
    /// <summary>Capitals mean names and beginnings.</summary>
    Sentence,

    /// <summary>Most longer words have one, as in headlines: a capital says little.</summary>
    Title,

    /// <summary>Most letters are capitals: they say nothing.</summary>
    Shouted,
}

/// <summary>A text with the questions that name rules ask of it.</summary>
internal ref struct NameText(ReadOnlySpan<char> text)
{
    // Words shorter than this are small in headlines too.
    private const int MinTitleWord = 4;

    // Characters looked at for the style: a headline stands at the beginning.
    private const int MaxStyleLength = 600;

    // Longest word looked at before a name.
    private const int MaxWordBefore = 20;

    private CapitalStyle _style;
    private bool _knowsStyle;

    public ReadOnlySpan<char> Text { get; } = text;

    public CapitalStyle Style
    {
        get
        {
            if (!_knowsStyle)
                _style = StyleOf(Text.Length <= MaxStyleLength ? Text : Text[..MaxStyleLength]);
            _knowsStyle = true;
            return _style;
        }
    }

    /// <summary>The word in small letters that stands one space or apostrophe before a place in the text; empty where there is none.</summary>
    public readonly ReadOnlySpan<char> SmallWordBefore(int at, out int start)
    {
        start = at;
        return at > 1 && Text[at - 1] is ' ' or '\u00A0' or '\'' or '\u2019' ? SmallWordEndingAt(at - 1, out start) : [];
    }

    /// <summary>The word in small letters that ends at a place in the text; empty where there is none, where it is longer than a cue, or part of an address.</summary>
    public readonly ReadOnlySpan<char> SmallWordEndingAt(int end, out int start)
    {
        start = end;
        int first = end;
        while (first > 0 && end - first <= MaxWordBefore && CapitalScan.IsWordPart(Text[first - 1]))
            first--;
        bool isPlain = first == 0 || Text[first - 1] is not ('@' or '#' or '/' or '_' or '.' or '-');
        if (first == end || end - first > MaxWordBefore || !isPlain || !CapitalScan.IsSmallLetter(Text[first]))
            return [];
        start = first;
        return Text[first..end];
    }

    /// <summary>True when a word that begins with a capital follows one space behind.</summary>
    public readonly bool CapitalFollows(int end) =>
        end + 1 < Text.Length && Text[end] is ' ' or '\u00A0' or '-' && end + 1 < Text.Length && CapitalScan.IsCapital(Text[end + 1]);

    private static CapitalStyle StyleOf(ReadOnlySpan<char> text)
    {
        int smallLetters = 0;
        int capitals = 0;
        int smallWords = 0;
        int capitalWords = 0;
        for (int at = 0; at < text.Length;)
        {
            if (!CapitalScan.IsWordPart(text[at]))
            {
                at++;
                continue;
            }
            int start = at;
            bool isMarked = start > 0 && text[start - 1] is '@' or '#' or '/' or '.' or '_';
            for (; at < text.Length && CapitalScan.IsWordPart(text[at]); at++)
            {
                capitals += !isMarked && CapitalScan.IsCapital(text[at]) ? 1 : 0;
                smallLetters += !isMarked && CapitalScan.IsSmallLetter(text[at]) ? 1 : 0;
            }
            if (isMarked || at - start < MinTitleWord)
                continue;
            capitalWords += CapitalScan.IsCapital(text[start]) ? 1 : 0;
            smallWords += CapitalScan.IsSmallLetter(text[start]) ? 1 : 0;
        }
        if (capitals > smallLetters)
            return CapitalStyle.Shouted;
        return capitalWords >= MinTitleWord && capitalWords > 2 * smallWords ? CapitalStyle.Title : CapitalStyle.Sentence;
    }
}
