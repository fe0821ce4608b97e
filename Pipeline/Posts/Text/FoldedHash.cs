namespace RtmPipeline.Posts.Text;

/// <summary>The hash of a folded form in the making, character by character: <see cref="TermHash.Of"/> of <see cref="Folding.Fold"/>, without the form itself.</summary>
internal struct FoldedHash()
{
    private ulong _state = TermHash.Seed;
    private ulong _before = TermHash.Seed;

    /// <summary>The last folded character; 0 while there is none.</summary>
    public char Last { get; private set; }

    public readonly ulong Value => TermHash.Finish(_state);

    /// <summary>Takes in a character that is folded already.</summary>
    public void Add(char folded)
    {
        _before = _state;
        Last = folded;
        _state = TermHash.Step(_state, folded);
    }

    /// <summary>Folds the code point that begins at <paramref name="at"/>, and takes it in; a mark may make another letter of the one before it.</summary>
    /// <returns>UTF-16 units it has in the text.</returns>
    public int AddAt(ReadOnlySpan<char> text, int at)
    {
        Span<char> into = stackalloc char[Folding.MaxExpansion];
        int written = Folding.At(text, at, into, out int read);
        char joined = written == 0 ? Folding.Joined(Last, text[at]) : '\0';
        if (joined != '\0')
        {
            _state = TermHash.Step(_before, joined);
            Last = joined;
        }
        for (int i = 0; i < written; i++)
            Add(into[i]);
        return read;
    }
}
