namespace RtmPipeline.Posts.Text;

/// <summary>A short address in a text and where it leads, as the record tells.</summary>
internal readonly record struct LinkExpansion(string Short, string Expanded);

/// <summary>What stands in one text: everything later stages count or compare.</summary>
/// <param name="Terms">See <see cref="Post.Terms"/>.</param>
/// <param name="Links">See <see cref="Post.Links"/>.</param>
/// <param name="Signature">See <see cref="Post.Signature"/>.</param>
internal readonly record struct TextFacts(Term[] Terms, string[] Links, TextSignature Signature)
{
    /// <summary>Reads a text once.</summary>
    /// <param name="text">Text for people, at most <see cref="PostLimits.MaxTextLength"/> characters.</param>
    /// <param name="expansions">Targets of short addresses that stand in the text.</param>
    /// <param name="attached">Addresses the post carries outside its text (cards, embeds, the item's own link).</param>
    public static TextFacts Of(string text, ReadOnlySpan<LinkExpansion> expansions = default, ReadOnlySpan<string> attached = default)
    {
        if (text.Length == 0 && attached.Length == 0)
            return new TextFacts([], [], default);
        SpanList<TextEntity> found = new(stackalloc TextEntity[16]);
        TwitterText.FindEntitiesOfAllNetworks(text, ref found);
        int start = RepostPrefix.End(text, found.Items);
        ReadOnlySpan<TextEntity> entities = From(found.Items, start);

        WordScanner words = new(text, stackalloc Token[48]);
        ReadWords(ref words, start, text.Length, entities);

        TermExtractor terms = new(text, stackalloc Term[PostLimits.MaxTerms], stackalloc ulong[PostLimits.MaxTerms]);
        LinkCollector links = new(stackalloc ulong[PostLimits.MaxLinks]);
        AddMarked(ref terms, ref links, text, entities, expansions);
        foreach (string url in attached)
            links.Add(url, ref terms);
        terms.AddWords(words.Tokens, entities);

        TextFacts facts = new(terms.Terms.ToArray(), links.ToArray(), Sign(words.Tokens));
        words.Dispose();
        found.Dispose();
        return facts;
    }

    private static ReadOnlySpan<TextEntity> From(ReadOnlySpan<TextEntity> entities, int start)
    {
        int first = 0;
        while (first < entities.Length && entities[first].Start < start)
            first++;
        return entities[first..];
    }

    private static void ReadWords(ref WordScanner words, int start, int end, ReadOnlySpan<TextEntity> entities)
    {
        int at = start;
        for (int i = 0; i < entities.Length; i++)
        {
            TextEntity entity = entities[i];
            words.AddText(at, entity.Start);
            at = entity.End;
            if (entity.Kind == TextEntityKind.Hashtag)
                words.AddTag(entity.Start + 1, at, words.IsWordNext(at, i + 1 < entities.Length ? entities[i + 1].Start : end));
            else
                words.Break();
        }
        words.AddText(at, end);
    }

    private static void AddMarked(
        ref TermExtractor terms, ref LinkCollector links, string text, ReadOnlySpan<TextEntity> entities, ReadOnlySpan<LinkExpansion> expansions)
    {
        foreach (TextEntity entity in entities)
        {
            switch (entity.Kind)
            {
                case TextEntityKind.Hashtag:
                    terms.AddHashtag(entity);
                    break;
                case TextEntityKind.Cashtag:
                    terms.AddCashtag(entity);
                    break;
                case TextEntityKind.Url:
                    links.Add(Expanded(text, entity, expansions), ref terms);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Where an address leads: the longest short form that stands at its place counts, because some platforms print "example.org/a-long…".</summary>
    private static string Expanded(string text, TextEntity url, ReadOnlySpan<LinkExpansion> expansions)
    {
        int longest = -1;
        for (int i = 0; i < expansions.Length; i++)
        {
            string candidate = expansions[i].Short;
            bool stands = candidate.Length >= url.Length && text.AsSpan(url.Start).StartsWith(candidate, StringComparison.Ordinal);
            if (stands && (longest < 0 || candidate.Length > expansions[longest].Short.Length))
                longest = i;
        }
        return longest >= 0 ? expansions[longest].Expanded : text.Substring(url.Start, url.Length);
    }

    private static TextSignature Sign(ReadOnlySpan<Token> tokens)
    {
        if (tokens.Length < TextSignature.MinTokens)
            return default;
        TextSignatureBuilder signature = new();
        for (int i = 1; i < tokens.Length; i++)
            signature.Add(tokens[i - 1].Hash, tokens[i].Hash);
        return signature.Build();
    }
}
