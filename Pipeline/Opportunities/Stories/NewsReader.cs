using System.Runtime.InteropServices;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.Tagging;

namespace RtmPipeline.Opportunities.Stories;

/// <summary>Reads the features of a news item: of its headline and the beginning of its text, where news says what it is about.</summary>
internal sealed class NewsReader(NewsFrequencies frequencies)
{
    /// <summary>Characters read behind the headline: about two sentences.</summary>
    private const int LeadLength = 320;

    /// <summary>A word of the headline counts for so many of the text.</summary>
    private const float HeadlineWeight = 1.5f;

    /// <summary>Longest word read, in characters, and the letters of the shortest name.</summary>
    private const int MaxWord = 40;
    private const int MinName = 3;

    /// <summary>Digits of the shortest number that tells anything, and of the longest.</summary>
    private const int MinDigits = 2;
    private const int MaxDigits = 12;

    /// <summary>Share of a headline's words with a capital from which its capitals say nothing about names.</summary>
    private const double TitleCase = 0.7;

    /// <summary>A capital that may be that of a sentence or headline makes half a name.</summary>
    private const float DoubtfulName = 0.5f;

    private readonly List<Feature> _found = [];
    private readonly List<ulong> _keys = [];
    private bool _isTitleCase;

    private readonly record struct Feature(ulong Key, FeatureKind Kind, float Weight, bool IsMark, bool InHeadline);

    /// <summary>Reads an item, and counts its features for the worth of those of later items.</summary>
    public StoryFeatures Read(Post post, PostTags tags)
    {
        _found.Clear();
        int headline = post.Title?.Length ?? 0;
        int end = Math.Min(post.Text.Length, headline + LeadLength);
        _isTitleCase = IsTitleCase(post.Text.AsSpan(0, headline));
        foreach (Term term in post.Terms)
        {
            if (term.Kind is TopicKind.Hashtag or TopicKind.Cashtag or TopicKind.Mention)
                Add(term.Key, FeatureKind.Hashtag, term.Start < headline);
            else if (term.Kind == TopicKind.Word && term.Start + term.Length <= end && term.Length <= MaxWord)
                AddWord(post.Text, term, headline, tags.Entities);
        }

        foreach (EntityTag entity in tags.Entities)
        {
            if (entity.End <= end && entity.Canonical != entity.Text)
                AddName(entity.Canonical, entity.Start < headline);
        }

        AddNumbers(post.Text.AsSpan(0, end), headline);
        return Weigh();
    }

    private void AddWord(string text, in Term term, int headline, EntityTag[] entities)
    {
        ReadOnlySpan<char> surface = text.AsSpan(term.Start, term.Length);
        bool inHeadline = term.Start < headline;
        Span<char> folded = stackalloc char[MaxWord * Folding.MaxExpansion];
        folded = folded[..Folding.Write(surface, folded)];
        if (NewsVocabulary.TryMeaning(folded, out ulong meaning))
        {
            Add(meaning, FeatureKind.Concept, inHeadline);
            return;
        }

        bool isEntity = TryEntity(entities, term.Start, out bool isRenamed);
        bool isName = !isRenamed && folded.Length >= MinName && char.IsUpper(surface[0]);
        bool isSure = isName && (isEntity || (!(inHeadline && _isTitleCase) && IsInsideSentence(text, term.Start)));
        if (!isSure && !isRenamed)
            Add(NewsVocabulary.StemOf(folded), FeatureKind.Word, inHeadline);
        if (isName)
            Add(NameSkeleton.HashOf(folded), FeatureKind.Name, inHeadline, isSure);
    }

    /// <summary>Whether a word stands in a name, and in one that has another form in the list of known names: then that one is compared.</summary>
    private static bool TryEntity(EntityTag[] entities, int at, out bool isRenamed)
    {
        foreach (ref readonly EntityTag entity in entities.AsSpan())
        {
            if (entity.Start <= at && at < entity.End)
            {
                isRenamed = entity.Canonical != entity.Text;
                return true;
            }
        }

        return isRenamed = false;
    }

    private void AddName(ReadOnlySpan<char> name, bool inHeadline)
    {
        foreach (Range range in name.Split(' '))
        {
            if (name[range].Length >= MinName)
                Add(NameSkeleton.HashOf(name[range]), FeatureKind.Name, inHeadline, isSure: true);
        }
    }

    /// <summary>True behind a word or a comma: the capital is the word's own.</summary>
    private static bool IsInsideSentence(string text, int at)
    {
        while (at > 0 && text[at - 1] == ' ')
            at--;
        return at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is ',');
    }

    private static bool IsTitleCase(ReadOnlySpan<char> headline)
    {
        int words = 0, capitals = 0;
        for (int i = 0; i < headline.Length; i++)
        {
            if (char.IsLetter(headline[i]) && (i == 0 || headline[i - 1] == ' '))
            {
                words++;
                capitals += char.IsUpper(headline[i]) ? 1 : 0;
            }
        }

        return capitals >= TitleCase * words;
    }

    private void AddNumbers(ReadOnlySpan<char> text, int headline)
    {
        for (int at = 0; at < text.Length; at++)
        {
            if (!char.IsAsciiDigit(text[at]))
                continue;
            int start = at;
            ulong number = 0;
            int digits = 0;
            for (; at < text.Length && (char.IsAsciiDigit(text[at]) || (text[at] is '.' or ',' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))); at++)
            {
                if (char.IsAsciiDigit(text[at]) && digits++ < MaxDigits)
                    number = (number * 10) + (ulong)(text[at] - '0');
            }

            bool isApart = (start == 0 || !IsNamePart(text[start - 1])) && (at == text.Length || !IsNamePart(text[at]));
            if (isApart && digits >= MinDigits)
                Add(StableHash.Finish(number + Mix64.Golden), FeatureKind.Number, start < headline);
        }
    }

    private static bool IsNamePart(char c) => char.IsLetter(c) || c is '/' or '_' or '#' or '@';

    private void Add(ulong hash, FeatureKind kind, bool inHeadline, bool isSure = false)
    {
        float weight = (inHeadline ? HeadlineWeight : 1) * (kind == FeatureKind.Name && !isSure ? DoubtfulName : 1);
        _found.Add(new Feature(StoryFeatures.KeyOf(hash, kind), kind, weight, isSure || kind == FeatureKind.Number, inHeadline));
    }

    /// <summary>Weighs by rarity before the item itself is counted; of a feature that stands twice the weightier place counts.</summary>
    private StoryFeatures Weigh()
    {
        _found.Sort((a, b) => a.Key != b.Key ? a.Key.CompareTo(b.Key) : b.Weight.CompareTo(a.Weight));
        _keys.Clear();
        List<float> weights = new(_found.Count);
        List<ulong> marks = [];
        bool headlineMarks = _found.Exists(f => f.IsMark && f.InHeadline);
        foreach (Feature feature in _found)
        {
            if (feature.IsMark && feature.InHeadline == headlineMarks && (marks.Count == 0 || marks[^1] != feature.Key))
                marks.Add(feature.Key);
            if (_keys.Count > 0 && _keys[^1] == feature.Key)
                continue;
            _keys.Add(feature.Key);
            weights.Add(frequencies.Rarity(feature.Key, feature.Kind) * feature.Weight);
        }

        frequencies.Add(CollectionsMarshal.AsSpan(_keys));
        return new StoryFeatures([.. _keys], [.. weights], [.. marks]);
    }
}
