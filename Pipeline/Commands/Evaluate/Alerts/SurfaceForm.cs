using RtmPipeline.Posts.Text;

namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>How well a name fits another.</summary>
internal enum NameFit : byte
{
    None,

    /// <summary>All words of one stand together in the other: "blackout" and "stadium blackout".</summary>
    Within,

    /// <summary>The same but for case, accents, blanks and signs: "Lights out" and "#lightsout".</summary>
    Same,
}

/// <summary>A hashtag, word or phrase as names are compared: without case, accents and signs, in words.</summary>
internal readonly record struct SurfaceForm
{
    /// <summary>Letters a name needs to be found within a longer one: shorter ones stand anywhere.</summary>
    private const int LeastWithin = 3;

    private SurfaceForm(string spaced)
    {
        Spaced = spaced;
        Joined = spaced.Replace(" ", "", StringComparison.Ordinal);
    }

    /// <summary>Words with one blank before each and one at the end.</summary>
    public string Spaced { get; }

    /// <summary>All letters and digits, without blanks.</summary>
    public string Joined { get; }

    public static SurfaceForm Of(string name) => new(SpacedOf(name));

    /// <summary>The words of a text as <see cref="Spaced"/> has them.</summary>
    public static string SpacedOf(string name)
    {
        string folded = Folding.Fold(name);
        Span<char> into = folded.Length <= 512 ? stackalloc char[folded.Length + 2] : new char[folded.Length + 2];
        int length = 0;
        into[length++] = ' ';
        foreach (char c in folded)
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
                into[length++] = c;
            else if (into[length - 1] != ' ' && c is not ('\'' or '’'))
                into[length++] = ' ';
        }

        if (into[length - 1] != ' ')
            into[length++] = ' ';
        return into[..length].ToString();
    }

    public NameFit FitOf(SurfaceForm other)
    {
        if (Joined.Length == 0 || other.Joined.Length == 0)
            return NameFit.None;
        if (Joined == other.Joined)
            return NameFit.Same;
        return Has(other) || other.Has(this) ? NameFit.Within : NameFit.None;
    }

    /// <summary>True when all words of another stand together in this one.</summary>
    public bool Has(SurfaceForm other) => other.Joined.Length >= LeastWithin && Spaced.Contains(other.Spaced, StringComparison.Ordinal);

    /// <summary>True when a text, as <see cref="SpacedOf"/> gives it, names this: in its words, or in one.</summary>
    public bool IsIn(string spacedText) =>
        spacedText.Contains(Spaced, StringComparison.Ordinal) || (Joined.Length < Spaced.Length - 2 && spacedText.Contains($" {Joined} ", StringComparison.Ordinal));
}
