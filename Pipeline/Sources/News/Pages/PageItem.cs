using System.Text;

namespace RtmPipeline.Sources.News.Pages;

/// <summary>An item of a document, as far as polling must know it.</summary>
/// <param name="Start">Where it begins in the document's text; of JSON its number.</param>
/// <param name="End">Where it ends.</param>
internal sealed record PageItem(int Start, int End)
{
    /// <summary>What the feed gives as its identity; empty for nothing.</summary>
    public string Guid { get; init; } = string.Empty;

    /// <summary>Its address, with https in the place of http; empty for none.</summary>
    public string Link { get; init; } = string.Empty;

    /// <summary>Hash of its title; 0 without one.</summary>
    public ulong Title { get; init; }

    /// <summary>Hash of title and texts: what an edit changes. Dates, counts of comments and pictures do not count.</summary>
    public ulong Content { get; init; }

    /// <summary>Its date as it stands; empty without one.</summary>
    public string Date { get; init; } = string.Empty;

    /// <summary>True when there is something that can be a date: else it counts as of the time of first sight.</summary>
    public bool IsDated => Date.Count(char.IsAsciiDigit) >= 4;

    /// <summary>A guid or link that is an address is the same with http and https: feeds switch between them.</summary>
    public static string Same(string? value)
    {
        string trimmed = value?.Trim() ?? string.Empty;
        return trimmed.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? $"https://{trimmed.AsSpan("http://".Length)}" : trimmed;
    }
}

/// <summary>Gathers the fields of one item while a document is read.</summary>
internal sealed class ItemFields
{
    private readonly StringBuilder _texts = new();

    public string? Guid { get; set; }

    public string? About { get; set; }

    public string? Link { get; set; }

    public string? Title { get; set; }

    public string? Date { get; set; }

    public void AddText(ReadOnlySpan<char> text) => _texts.Append('\0').Append(text);

    public PageItem At(int start, int end)
    {
        string guid = PageItem.Same(Guid);
        return new PageItem(start, end)
        {
            Guid = guid.Length > 0 ? guid : PageItem.Same(About),
            Link = PageItem.Same(Link),
            Title = Digest.Of(Title?.Trim()),
            Content = Digest.Of($"{Title?.Trim()}{_texts}\0"),
            Date = Date ?? string.Empty,
        };
    }
}
