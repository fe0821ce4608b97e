using RtmPipeline.Posts.Text;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Entities;

/// <summary>
/// Finds people, places, organisations and events besides those that profiles name: by a list of known names, which takes part in the one pass over
/// the text, and by rules on capitals (<see cref="NameRules"/>). Entities of profiles win over them, and of those that overlap the longest stays.
/// </summary>
/// <remarks>Measured on ordinary posts of 110 characters: see <c>bench</c>. A text without names costs no memory.</remarks>
internal sealed class NameFinder
{
    /// <summary>Most entities of one text, those of profiles included.</summary>
    public const int MaxEntities = 32;

    // Names considered of one text: those that overlap fall away later.
    private const int MaxFound = 64;

    // Parts of a hashtag that is a person's name, and its longest form.
    private const int MaxHashtagParts = 3;
    private const int MaxHashtagLength = 40;
    private const int MinHashtagPart = 3;

    private const int NoName = -1;

    private readonly NameKnowledge _knowledge = NameKnowledge.Shipped;
    private readonly List<(EntityKind Kind, string Canonical, NameCasing Casing)> _names = [];
    private readonly int[] _nameOfPhrase;

    /// <param name="phrases">Takes the known names.</param>
    public NameFinder(PhraseTrieBuilder phrases)
    {
        Dictionary<int, int> nameOfPhrase = [];
        foreach (KnownName known in Gazetteer.Shipped)
        {
            int phrase = phrases.Add(known.Spelling);
            if (nameOfPhrase.TryGetValue(phrase, out int name))
            {
                _names[name] = _names[name] with { Casing = _names[name].Casing | known.Casing };
                continue;
            }
            nameOfPhrase.Add(phrase, _names.Count);
            _names.Add((known.Kind, known.Canonical, known.Casing));
        }
        _nameOfPhrase = new int[nameOfPhrase.Keys.Max() + 1];
        Array.Fill(_nameOfPhrase, NoName);
        foreach ((int phrase, int name) in nameOfPhrase)
            _nameOfPhrase[phrase] = name;
    }

    /// <summary>Adds the names in a text to what profiles name in it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="matches">Entries found in it.</param>
    /// <param name="fromProfiles">Entities of profiles, in text order.</param>
    /// <returns>All entities in text order, at most <see cref="MaxEntities"/>; <paramref name="fromProfiles"/> itself where nothing was added.</returns>
    public EntityTag[] Find(string text, ReadOnlySpan<PhraseMatch> matches, EntityTag[] fromProfiles)
    {
        if (fromProfiles.Length >= MaxEntities)
            return fromProfiles;
        scoped NameText view = new(text);
        FoundNames found = new(stackalloc FoundName[MaxFound]);
        CollectKnown(ref view, matches, ref found);
        CapitalScan scan = new(text, stackalloc NameToken[CapitalScan.MaxTokens], _knowledge);
        NameRules rules = new(_knowledge);
        while (!found.IsFull && scan.MoveNext())
        {
            if (!scan.IsHashtag)
                rules.Judge(ref view, scan.Tokens, ref found);
            else if (IsPerson(text.AsSpan(scan.Start + 1, scan.End - scan.Start - 1)))
                found.Add(scan.Start, scan.End, EntityKind.Person, FoundName.InHashtag);
        }
        if (found.Count == 0)
            return fromProfiles;
        int count = found.Resolve(fromProfiles);
        return count == 0 ? fromProfiles : Merge(text, found.Names[..count], fromProfiles);
    }

    private void CollectKnown(ref NameText text, ReadOnlySpan<PhraseMatch> matches, ref FoundNames found)
    {
        foreach (ref readonly PhraseMatch match in matches)
        {
            int name = match.Phrase < _nameOfPhrase.Length ? _nameOfPhrase[match.Phrase] : NoName;
            if (name != NoName && KnownNameCase.Holds(ref text, match.Start, match.End, _names[name].Casing))
                found.Add(match.Start, match.End, _names[name].Kind, name);
        }
    }

    /// <summary>A hashtag of two or three words in capitals, of which the first is a given name and nothing else.</summary>
    private bool IsPerson(ReadOnlySpan<char> body)
    {
        if (body.Length > MaxHashtagLength || !HashtagParts.IsSplit(body))
            return false;
        int parts = 0;
        for (int start = 0; start < body.Length; parts++)
        {
            int end = HashtagParts.PartEnd(body, start);
            ReadOnlySpan<char> part = body[start..end];
            if (parts == MaxHashtagParts || part.Length < MinHashtagPart || !CapitalScan.IsCapital(part[0]) || !CapitalScan.IsSmallLetter(part[1]))
                return false;
            ulong hash = CapitalScan.HashOf(part);
            NameParts known = _knowledge.Of(hash);
            bool isRight = parts == 0
                ? known.HasAny(NameParts.Given) && !known.HasAny(NameParts.Doubtful)
                : !StopWords.Contains(hash) && (known & ~NameParts.Given) == NameParts.None;
            if (!isRight)
                return false;
            start = end;
        }
        return parts > 1;
    }

    private EntityTag[] Merge(string text, ReadOnlySpan<FoundName> found, EntityTag[] fromProfiles)
    {
        EntityTag[] all = new EntityTag[Math.Min(MaxEntities, found.Length + fromProfiles.Length)];
        // Profiles come first where there is not room for all, and in text order with the rest.
        found = found[..(all.Length - fromProfiles.Length)];
        int profile = 0;
        int name = 0;
        for (int i = 0; i < all.Length; i++)
        {
            bool takesProfile = name == found.Length || (profile < fromProfiles.Length && fromProfiles[profile].Start < found[name].Start);
            all[i] = takesProfile ? fromProfiles[profile++] : Tag(text, found[name++]);
        }
        return all;
    }

    private EntityTag Tag(string text, in FoundName found)
    {
        string standing = text[found.Start..found.End];
        string canonical = found.Known switch
        {
            FoundName.ByRule => standing,
            FoundName.InHashtag => Spaced(standing.AsSpan(1)),
            int known => _names[known].Canonical,
        };
        return new EntityTag(standing, found.Kind, found.Start, found.End, canonical);
    }

    private static string Spaced(ReadOnlySpan<char> body)
    {
        List<string> parts = [];
        for (int start = 0; start < body.Length;)
        {
            int end = HashtagParts.PartEnd(body, start);
            parts.Add(body[start..end].ToString());
            start = end;
        }
        return string.Join(' ', parts);
    }
}
