using RtmPipeline.Sources.Simulation.Topics;
using RtmPipeline.Sources.Simulation.Words;

namespace RtmPipeline.Sources.Simulation.Writing;

/// <summary>
/// Turns planned records into lines: decides who writes, whether it is a repost, an answer or a new text, and keeps the posts others refer to.
/// </summary>
internal sealed class RecordComposer
{
    /// <summary>Share of public posts that are somebody else's text word for word, once there is one to copy.</summary>
    public const double ExactCopyShare = 0.015;

    /// <summary>Share of public posts that are somebody else's text with a little more.</summary>
    public const double NearCopyShare = 0.015;

    private static readonly Fragment[] s_additions = [.. new[] { " 😂", "!!", " 👀", " 💯", " ...", " +1" }.Select(Fragment.Of)];

    private readonly ScenarioWorld _world;
    private readonly SeededRandom _random;
    private readonly SnowflakeIds _ids = new();
    private readonly AuthorBook _authors;
    private readonly TextComposer _texts;
    private readonly EnvelopeWriter _envelopes;
    private readonly TopicDefinition?[] _companions;
    private readonly PostPool[] _pools;
    private readonly Draft _draft = new();
    private readonly Draft _title = new();
    private readonly Utf8Line _entities = new();
    private readonly LinkBook _links = new();

    public RecordComposer(ScenarioWorld world, double rate, ulong seed, long start)
    {
        _world = world;
        _random = new SeededRandom(seed, stream: 2);
        _authors = new AuthorBook(rate, start);
        _texts = new TextComposer(world.Voices, _authors, _links);
        _envelopes = new EnvelopeWriter(world.Voices, _authors, _links);
        _companions = Array.ConvertAll(world.Topics, topic => topic.Companion is null ? null : Array.Find(world.Topics, other => other.Id == topic.Companion));
        _pools = Array.ConvertAll(world.Topics, PoolFor);
    }

    /// <summary>Line written last, without its end.</summary>
    public Utf8Line Line { get; } = new();

    /// <summary>Flags of the surfaces of its topic that stand in the text written last, or in the text it reposts.</summary>
    public ulong Surfaces { get; private set; }

    /// <summary>The same for the companion of its topic.</summary>
    public ulong CompanionSurfaces { get; private set; }

    /// <summary>Writes one record into <see cref="Line"/>.</summary>
    public SimulatedRecord Compose(in PlannedRecord planned, long time)
    {
        Line.Clear();
        _draft.Clear();
        ulong id = _ids.Next(time);
        return planned.News switch
        {
            PlannedRecord.Post => ComposePost(planned.Topic, id, time),
            PlannedRecord.BrandPost => ComposeBrandPost(id, time),
            _ => ComposeNews(_world.News[planned.News], id, time),
        };
    }

    /// <summary>
    /// Special topics keep a post for every 20 seconds, 45 minutes long; everyday ones a few for an hour; a brand's cascade has one post only.
    /// </summary>
    private static PostPool PoolFor(TopicDefinition topic) => topic.Role switch
    {
        TopicRole.BrandPost => new PostPool(1, long.MaxValue / 4),
        TopicRole.Everyday => new PostPool(12, 5 * 60_000),
        _ => new PostPool(135, 20_000),
    };

    private SimulatedRecord ComposePost(int index, ulong id, long time)
    {
        TopicDefinition topic = _world.Topics[index];
        RecordOrigin origin = DrawOrigin(topic, _pools[index]);
        PooledPost? parent = origin == RecordOrigin.Original ? null : _pools[index].Draw(_random, time);
        Language language = parent?.Author.Language ?? topic.Mix.Draw(_random);
        Author author = topic.Crowd == Crowd.Bots ? _authors.DrawBot(_random) : _authors.Draw(_random, language);
        switch (origin)
        {
            case RecordOrigin.Repost:
                parent!.Reposts++;
                Count(parent.Surfaces, parent.CompanionSurfaces);
                _envelopes.Write(Line, new Envelope { Id = id, Time = time, Author = author, Origin = origin, Parent = parent });
                break;
            case RecordOrigin.ExactCopy or RecordOrigin.NearCopy:
                origin = WriteCopy(origin, id, time, author, parent!);
                break;
            default:
                WriteText(origin, id, time, author, index, parent);
                break;
        }
        return new SimulatedRecord(time, id, index, origin, language, author.Id, parent?.Id ?? 0);
    }

    private RecordOrigin DrawOrigin(TopicDefinition topic, PostPool pool)
    {
        double at = _random.NextUnit();
        if (pool.IsEmpty)
            return RecordOrigin.Original;
        if ((at -= topic.RepostShare) < 0)
            return RecordOrigin.Repost;
        if ((at -= topic.ReplyShare) < 0)
            return RecordOrigin.Reply;
        if ((at -= topic.QuoteShare) < 0 || topic.Crowd == Crowd.BrandAudience)
            return RecordOrigin.Quote;
        if (topic.Crowd == Crowd.Bots)
            return RecordOrigin.Original;
        if ((at -= ExactCopyShare) < 0)
            return RecordOrigin.ExactCopy;
        return at < NearCopyShare ? RecordOrigin.NearCopy : RecordOrigin.Original;
    }

    private void WriteText(RecordOrigin origin, ulong id, long time, in Author author, int index, PooledPost? parent)
    {
        TopicDefinition topic = _world.Topics[index];
        TopicScript script = topic.Scripts[(int)author.Language]!;
        Template[] templates = origin switch
        {
            RecordOrigin.Reply => script.Replies,
            RecordOrigin.Quote when topic.Crowd == Crowd.Public && topic.Role != TopicRole.Tragedy => script.Quotes,
            _ => script.Templates,
        };
        if (origin == RecordOrigin.Reply)
        {
            _texts.Mention(_draft, parent!.Author);
            _draft.Space();
        }
        _texts.Compose(_draft, templates, topic, _companions[index], author.Language, _random, withTail: origin == RecordOrigin.Original);
        _envelopes.WriteEntities(_entities, _draft);
        Count(_draft.Surfaces, _draft.CompanionSurfaces);
        _envelopes.Write(Line, new Envelope
        {
            Id = id,
            Time = time,
            Author = author,
            Origin = origin,
            Parent = parent,
            Text = _draft.Text,
            Entities = _entities.Bytes,
        });
        if (origin == RecordOrigin.Original)
            _pools[index].Offer(id, time, author, _draft, _entities.Bytes);
    }

    /// <returns>What it became: a near copy of a text without room for more is an exact one.</returns>
    private RecordOrigin WriteCopy(RecordOrigin origin, ulong id, long time, in Author author, PooledPost parent)
    {
        _draft.Append(parent.Text, parent.CodePoints);
        if (origin == RecordOrigin.NearCopy && !_draft.Append(s_additions[_random.Below(s_additions.Length)]))
            origin = RecordOrigin.ExactCopy;
        Count(parent.Surfaces, parent.CompanionSurfaces);
        _envelopes.Write(Line, new Envelope { Id = id, Time = time, Author = author, Origin = origin, Text = _draft.Text, Entities = parent.Entities });
        return origin;
    }

    private SimulatedRecord ComposeBrandPost(ulong id, long time)
    {
        BrandPost post = _world.BrandPost!;
        _texts.Compose(_draft, post.Text, _world.Topics[post.Topic], null, Language.English, _random);
        _envelopes.WriteEntities(_entities, _draft);
        Count(_draft.Surfaces, 0);
        _envelopes.Write(Line, new Envelope { Id = id, Time = time, Author = _authors.Brand, Text = _draft.Text, Entities = _entities.Bytes });
        _pools[post.Topic].Offer(id, time, _authors.Brand, _draft, _entities.Bytes);
        return new SimulatedRecord(time, id, post.Topic, RecordOrigin.Original, Language.English, _authors.Brand.Id, 0);
    }

    private SimulatedRecord ComposeNews(NewsItem item, ulong id, long time)
    {
        TopicDefinition topic = _world.Topics[item.Topic];
        ulong link = _links.Draw(_random);
        _title.Clear();
        _texts.Compose(_title, item.Title, topic, null, item.Language, _random);
        _title.Capitalise(0);
        _texts.Compose(_draft, item.Body, topic, null, item.Language, _random);
        _draft.Capitalise(0);
        Count(_draft.Surfaces | _title.Surfaces, 0);
        Line.Write("{\"id\":\"news-"u8);
        Line.Write(id);
        Line.Write("\",\"time\":\""u8);
        Line.WriteTime(time);
        Line.Write("\",\"text\":\""u8);
        Line.Write(_draft.Text);
        Line.Write("\",\"title\":\""u8);
        Line.Write(_title.Text);
        Line.Write("\",\"url\":\"https://"u8);
        _links.WriteTarget(link, Line);
        Line.Write((byte)'-');
        Line.Write(id);
        Line.Write("\",\"author\":\"wire."u8);
        Line.Write(System.Text.Encoding.ASCII.GetBytes(_world.Voices[(int)item.Language].Code));
        Line.Write(".example\",\"lang\":\""u8);
        Line.Write(System.Text.Encoding.ASCII.GetBytes(_world.Voices[(int)item.Language].Code));
        Line.Write("\",\"source\":\"news\",\"kind\":\"news\"}"u8);
        return new SimulatedRecord(time, id, item.Topic, RecordOrigin.News, item.Language, 0, 0);
    }

    private void Count(ulong surfaces, ulong companionSurfaces) => (Surfaces, CompanionSurfaces) = (surfaces, companionSurfaces);
}
