using RtmPipeline.Sources.Simulation.Topics;
using RtmPipeline.Sources.Simulation.Words;

namespace RtmPipeline.Sources.Simulation.Writing;

/// <summary>Fills templates: the only place where a text gets its words.</summary>
internal sealed class TextComposer(Voice[] voices, AuthorBook authors, LinkBook links)
{
    /// <summary>How deep sentences may stand in sentences.</summary>
    private const int MaxDepth = 2;

    /// <summary>Share of texts that begin with a capital, and of hashtags and phrases written all in small letters.</summary>
    private const double CapitalShare = 0.45;

    private const double SmallLetterShare = 0.25;

    /// <summary>Share of new texts that go on with a tail, where the topic has some.</summary>
    private const double TailShare = 0.75;

    private readonly byte[] _handle = new byte[32];

    /// <summary>Writes one text.</summary>
    /// <param name="draft">Receives the text after what it already holds.</param>
    /// <param name="templates">Templates to choose from.</param>
    /// <param name="topic">Topic, for its names.</param>
    /// <param name="companion">The greater event the topic belongs to; null when there is none.</param>
    /// <param name="language">Language the topic has a script in.</param>
    /// <param name="random">Source of choices.</param>
    /// <param name="withTail">Whether the text may go on with one of the topic's tails.</param>
    public void Compose(
        Draft draft, Template[] templates, TopicDefinition topic, TopicDefinition? companion, Language language, SeededRandom random, bool withTail = false)
    {
        Context context = new(draft, topic, topic.Scripts[(int)language]!, companion?.Scripts[(int)language], voices[(int)language], language, random);
        int start = draft.Length;
        Fill(templates[random.Below(templates.Length)], context, 0);
        Template[] tails = context.Script.Tails;
        if (withTail && tails.Length > 0 && random.Chance(TailShare))
        {
            draft.Space();
            Fill(tails[random.Below(tails.Length)], context, 0);
        }
        if (topic.CompanionShare > 0 && draft.CompanionSurfaces == 0 && random.Chance(topic.CompanionShare))
        {
            draft.Space();
            Companion(context);
        }
        draft.TrimEnd();
        if (random.Chance(CapitalShare))
            draft.Capitalise(start);
    }

    /// <summary>Writes "@handle".</summary>
    public void Mention(Draft draft, in Author author)
    {
        _handle[0] = (byte)'@';
        int length = 1 + authors.WriteHandle(author, _handle.AsSpan(1));
        draft.AppendEntity(EntityMark.Mention, _handle.AsSpan(0, length), length, author.Id);
    }

    private void Fill(Template template, in Context context, int depth)
    {
        foreach (ref readonly TemplatePart part in template.Parts.AsSpan())
        {
            switch (part.Slot)
            {
                case Slot.Literal:
                    context.Draft.Append(part.Text);
                    break;
                case Slot.Phrase:
                    Name(context, context.Script.Phrases, context.Script.Hashtags);
                    break;
                case Slot.Hashtag:
                    Name(context, context.Script.Hashtags, context.Script.Phrases);
                    break;
                case Slot.Companion:
                    Companion(context);
                    break;
                case Slot.Subject:
                    context.Draft.Append((context.Script.Subject ?? context.Voice[Slot.Noun]).Draw(context.Random));
                    break;
                case Slot.Mention:
                    Mention(context.Draft, authors.Draw(context.Random, context.Language));
                    break;
                case Slot.Link:
                    Link(context.Draft, context.Topic.Crowd == Crowd.Bots ? links.DrawBotLink(context.Random) : links.Draw(context.Random));
                    break;
                case Slot.Number:
                    Number(context.Draft, 2 + context.Random.Below(98));
                    break;
                case Slot.Clause:
                    if (depth < MaxDepth)
                        Fill(context.Voice.Clauses[context.Random.Below(context.Voice.Clauses.Length)], context, depth + 1);
                    break;
                default:
                    context.Draft.Append(context.Voice[part.Slot].Draw(context.Random));
                    break;
            }
        }
    }

    private static void Name(in Context context, Surface[] wanted, Surface[] otherwise)
    {
        Surface[] surfaces = wanted.Length > 0 ? wanted : otherwise;
        if (Write(context, surfaces) is { } written)
            context.Draft.Surfaces |= 1UL << written;
    }

    private static void Companion(in Context context)
    {
        if (context.Companion is { Hashtags.Length: > 0 } script && Write(context, script.Hashtags) is { } written)
            context.Draft.CompanionSurfaces |= 1UL << written;
    }

    /// <returns>Index of the surface written; null when the text was full.</returns>
    private static int? Write(in Context context, Surface[] surfaces)
    {
        double at = context.Random.NextUnit();
        ref readonly Surface surface = ref surfaces[(int)(at * at * surfaces.Length)];
        Fragment text = context.Random.Chance(SmallLetterShare) ? surface.Lower : surface.Text;
        bool done = text.Utf8[0] == (byte)'#'
            ? context.Draft.AppendEntity(EntityMark.Hashtag, text.Utf8, text.CodePoints, 0)
            : context.Draft.Append(text);
        return done ? surface.Index : null;
    }

    private static void Number(Draft draft, int value)
    {
        Span<byte> digits = stackalloc byte[4];
        System.Buffers.Text.Utf8Formatter.TryFormat(value, digits, out int length);
        draft.Append(digits[..length], length);
    }

    private static void Link(Draft draft, ulong link)
    {
        Span<byte> address = stackalloc byte[LinkBook.ShortLength];
        LinkBook.WriteShort(link, address);
        draft.AppendEntity(EntityMark.Link, address, LinkBook.ShortLength, link);
    }

    private readonly record struct Context(Draft Draft, TopicDefinition Topic, TopicScript Script, TopicScript? Companion, Voice Voice, Language Language,
        SeededRandom Random);
}
