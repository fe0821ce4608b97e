using RtmPipeline.Posts.Text;
using RtmPipeline.Tagging.Brands;

namespace RtmPipeline.Opportunities.Events;

/// <summary>The planned moments of a brand, by the names topics may have: the whole phrase, its pairs of words, and its longer words.</summary>
internal sealed class BrandMoments
{
    /// <summary>Letters that a single word of a phrase needs to stand for it.</summary>
    private const int MinWordLetters = 5;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public BrandMoments(BrandProfile brand)
    {
        foreach (string moment in brand.Moments)
        {
            string[] words = Folding.Fold(moment.TrimStart('#')).Split(' ', '-').Where(static w => w.Length > 0).ToArray();
            _names.Add(string.Concat(words));
            for (int i = 0; i < words.Length; i++)
            {
                if (words[i].Length >= MinWordLetters)
                    _names.Add(words[i]);
                if (i > 0)
                    _names.Add(words[i - 1] + words[i]);
            }
        }
    }

    /// <summary>True when the event began as one of the moments, or is led by one.</summary>
    public bool Name(TrendEvent trendEvent) =>
        trendEvent.Lead!.Name.IsIn(_names) || trendEvent.Topics is [var founder, ..] && founder.Name.IsIn(_names);
}
