using System.Runtime.CompilerServices;
using RtmPipeline.Posts.Text;
using RtmPipeline.Sources;
using RtmPipeline.State;

namespace RtmPipeline.Posts;

/// <summary>What <see cref="PostWriter"/> and <see cref="PostReader"/> agree on.</summary>
internal static class PostState
{
    /// <summary>
    /// Posts that hang on each other: a delete, the edit it takes back, and the version whose place that took; or as many edits of one post as may wait behind it.
    /// </summary>
    public const int MaxDepth = PostSequencer.MaxWaitingOthers + 3;

    /// <summary>Stands for no post.</summary>
    public const int None = -1;

    /// <summary>Least bytes that a post, or what stands for one, takes.</summary>
    public const int LeastBytes = sizeof(int);

    public const byte Copy = 1;
    public const byte Counted = 2;
    public const byte TakenBack = 4;
    public const byte BorrowsText = 8;
    public const byte Backdated = 16;
    public const byte AllFlags = 31;

    public const int PlaceBits = 24;

    public const int MaxPlace = (1 << PlaceBits) - 1;
}

/// <summary>Numbers of a post, as they lie side by side in a state; <see cref="Count"/> longs.</summary>
[InlineArray(Count)]
internal struct PostNumbers
{
    public const int Count = 16;

    private long _number;
}

/// <summary>What a writer of posts has met. Whoever writes a state again and again keeps it: it grows to megabytes, which would be garbage of the longest-lived kind.</summary>
internal sealed class PostTables
{
    public Dictionary<Post, int> Numbers { get; } = new(ReferenceEqualityComparer.Instance);

    public Dictionary<string, Post> FirstWithText { get; } = new(ReferenceEqualityComparer.Instance);

    public Dictionary<string, int> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>Forgets everything and keeps the room.</summary>
    public void Clear()
    {
        Numbers.Clear();
        FirstWithText.Clear();
        Names.Clear();
    }
}

/// <summary>
/// Writes posts into a state, each once: a post met again is written as a number, so that it is one object afterwards too, and a repost that was lent a text does not
/// write it again. Use one writer for all posts of a part; some 100 ns and 600 bytes a post.
/// </summary>
/// <param name="to">Where to.</param>
/// <param name="isSequencer">
/// True for the sequencer, whose own marks <see cref="Post.IsTakenBack"/> and <see cref="Post.EarlierVersion"/> are. They change while posts are on their way, so no other stage may look at them.
/// </param>
/// <param name="tables">Empty ones of the caller, who clears them afterwards; null for new ones.</param>
internal sealed class PostWriter(StateWriter to, bool isSequencer = false, PostTables? tables = null)
{
    private readonly PostTables _tables = tables ?? new PostTables();

    /// <summary>Writes a post, or that there is none.</summary>
    public void Write(Post? post) => Write(post, PostState.MaxDepth);

    private void Write(Post? post, int depth)
    {
        if (post is null)
        {
            to.Int(PostState.None);
            return;
        }

        if (_tables.Numbers.TryGetValue(post, out int number))
        {
            to.Int(number);
            return;
        }

        if (depth == 0)
            throw new InvalidOperationException($"the post {post.Id} hangs on more than {PostState.MaxDepth - 1} others in a row");
        to.Int(_tables.Numbers.Count);
        _tables.Numbers.Add(post, _tables.Numbers.Count);
        WriteBody(post);
        Write(isSequencer ? post.EarlierVersion : null, depth - 1);
        to.Int(post.TakenBack.Length);
        foreach (Post taken in post.TakenBack)
            Write(taken, depth - 1);
    }

    private void WriteBody(Post post)
    {
        Post? lender = post.HasText && !_tables.FirstWithText.TryAdd(post.Text, post) ? Lender(post) : null;
        to.Byte((byte)post.Action);
        to.Byte((byte)post.Kind);
        to.Byte((byte)(
            (post.IsCopy ? PostState.Copy : 0)
            | (post.IsCounted ? PostState.Counted : 0)
            | (isSequencer && post.IsTakenBack ? PostState.TakenBack : 0)
            | (post.IsBackdated ? PostState.Backdated : 0)
            | (lender is not null ? PostState.BorrowsText : 0)));
        to.Int(post.Version);
        ReadOnlySpan<long> numbers =
        [
            post.PostedAt, (long)post.AuthorKey, post.AuthorFollowers, post.AuthorCreatedAt, post.AuthorPosts, post.Likes, post.Reposts, post.Replies, post.Views, post.CountedAt,
            post.ClaimedAt, post.ReceivedAt, post.Place.Record.Line, post.Place.Record.Offset, post.Place.Item, post.Place.Record.Origin ?? -1,
        ];
        to.Values(numbers);
        to.Text(post.Id);
        to.Text(post.AlternateId);
        WriteName(post.Source);
        WriteName(post.Place.IsKnown ? post.Place.Record.Source : null);
        WriteName(post.Place.Record.From);
        to.Text(post.Author);
        to.Text(post.RepostOf);
        to.Text(post.ReplyTo);
        to.Text(post.QuoteOf);
        to.Text(post.GivenUrl);
        if (lender is not null)
            to.Int(_tables.Numbers[lender]);
        else
            WriteText(post);
    }

    private void WriteText(Post post)
    {
        to.Text(post.Text);
        to.Text(post.Title);
        WriteName(post.Language);
        to.Int(post.Links.Length);
        foreach (string link in post.Links)
            to.Text(link);
        Span<ulong> packed = stackalloc ulong[PostLimits.MaxTerms * 2];
        if (post.Terms.Length > PostLimits.MaxTerms)
            throw new InvalidOperationException($"the post {post.Id} has {post.Terms.Length} terms, more than {PostLimits.MaxTerms}");
        for (int i = 0; i < post.Terms.Length; i++)
        {
            ref readonly Term term = ref post.Terms[i];
            packed[2 * i] = term.Key;
            packed[(2 * i) + 1] = ((ulong)term.Kind << (2 * PostState.PlaceBits)) | ((ulong)(uint)term.Start << PostState.PlaceBits) | (uint)term.Length;
        }

        to.Values<ulong>(packed[..(2 * post.Terms.Length)]);
        TextSignature signature = post.Signature;
        to.Values<uint>(signature);
    }

    /// <summary>The post written before that has the very same text and all that was found in it; null where it only looks alike.</summary>
    private Post? Lender(Post post)
    {
        Post first = _tables.FirstWithText[post.Text];
        return ReferenceEquals(first.Terms, post.Terms) && ReferenceEquals(first.Links, post.Links) && first.Title == post.Title && first.Language == post.Language
            && TextSignature.EqualSlots(first.Signature, post.Signature) == TextSignature.Slots
            ? first
            : null;
    }

    /// <summary>Names that stand in nearly every post are written once.</summary>
    private void WriteName(string? name)
    {
        if (name is null)
        {
            to.Int(PostState.None);
        }
        else if (_tables.Names.TryGetValue(name, out int number))
        {
            to.Int(number);
        }
        else
        {
            to.Int(_tables.Names.Count);
            _tables.Names.Add(name, _tables.Names.Count);
            to.Text(name);
        }
    }
}

/// <summary>Reads what <see cref="PostWriter"/> wrote, in the same order.</summary>
internal sealed class PostReader(StateReader from)
{
    private readonly List<Post> _posts = [];
    private readonly List<string> _names = [];

    /// <summary>Reads a post that must be there.</summary>
    /// <exception cref="StateFormatException">There is none, or what is there is no post.</exception>
    public Post ReadOne() => Read() ?? throw from.Broken("a post is missing");

    /// <summary>Reads a post; null where there was none.</summary>
    public Post? Read() => Read(PostState.MaxDepth);

    private Post? Read(int depth)
    {
        int number = from.Int();
        if (number == PostState.None)
            return null;
        if (number < 0 || number > _posts.Count)
            throw from.Broken($"there is no post {number} of {_posts.Count}");
        if (number < _posts.Count)
            return _posts[number];
        if (depth == 0)
            throw from.Broken($"more than {PostState.MaxDepth} posts hang on each other");
        Post post = ReadBody();
        _posts.Add(post);
        post.EarlierVersion = Read(depth - 1);
        int taken = from.Count(PostState.LeastBytes);
        if (taken == 0)
            return post;
        post.TakenBack = new Post[taken];
        for (int i = 0; i < taken; i++)
            post.TakenBack[i] = Read(depth - 1) ?? throw from.Broken("a post that was taken back is missing");
        return post;
    }

    private Post ReadBody()
    {
        PostAction action = from.OneOf<PostAction>(from.Byte());
        PostKind kind = from.OneOf<PostKind>(from.Byte());
        byte flags = from.Byte();
        if ((flags & ~PostState.AllFlags) != 0)
            throw from.Broken($"{flags} are no marks of a post");
        int version = from.Int();
        PostNumbers numbers = default;
        from.ValuesInto<long>(numbers);
        string id = from.NotNullText();
        string? alternateId = from.Text();
        string source = ReadName() ?? throw from.Broken($"the post {id} has no source");
        string? record = ReadName();
        string? cameFrom = ReadName();
        RecordPosition position = new(record ?? string.Empty, numbers[12], numbers[13]) { From = cameFrom, Origin = numbers[15] < 0 ? null : numbers[15] };
        RecordPlace place = record is null ? default : new(position, (int)numbers[14]);
        string? author = from.Text();
        string? repostOf = from.Text();
        string? replyTo = from.Text();
        string? quoteOf = from.Text();
        string? url = from.Text();
        TextParts text = (flags & PostState.BorrowsText) != 0 ? Borrowed() : ReadText();
        return new Post
        {
            Id = id,
            AlternateId = alternateId,
            Action = action,
            Kind = kind,
            Source = source,
            PostedAt = numbers[0],
            Text = text.Text,
            Title = text.Title,
            Language = text.Language,
            Author = author,
            AuthorKey = (ulong)numbers[1],
            AuthorFollowers = numbers[2],
            AuthorCreatedAt = numbers[3],
            AuthorPosts = numbers[4],
            RepostOf = repostOf,
            ReplyTo = replyTo,
            QuoteOf = quoteOf,
            Url = url,
            Version = version,
            Likes = numbers[5],
            Reposts = numbers[6],
            Replies = numbers[7],
            Views = numbers[8],
            Links = text.Links,
            Terms = text.Terms,
            Signature = text.Signature,
            IsCopy = (flags & PostState.Copy) != 0,
            IsCounted = (flags & PostState.Counted) != 0,
            IsTakenBack = (flags & PostState.TakenBack) != 0,
            IsBackdated = (flags & PostState.Backdated) != 0,
            CountedAt = numbers[9],
            ClaimedAt = numbers[10],
            ReceivedAt = numbers[11],
            Place = place,
        };
    }

    private readonly record struct TextParts(string Text, string? Title, string? Language, string[] Links, Term[] Terms, TextSignature Signature);

    private TextParts Borrowed()
    {
        int number = from.Int();
        if (number < 0 || number >= _posts.Count)
            throw from.Broken($"there is no post {number} of {_posts.Count} whose text could be borrowed");
        Post lender = _posts[number];
        return new TextParts(lender.Text, lender.Title, lender.Language, lender.Links, lender.Terms, lender.Signature);
    }

    private TextParts ReadText()
    {
        string text = from.NotNullText();
        string? title = from.Text();
        string? language = ReadName();
        int count = from.Count(sizeof(int));
        string[] links = count == 0 ? [] : new string[count];
        for (int i = 0; i < count; i++)
            links[i] = from.NotNullText();
        Term[] terms = ReadTerms(text, count);
        TextSignature signature = default;
        from.ValuesInto<uint>(signature);
        return new TextParts(text, title, language, links, terms, signature);
    }

    private Term[] ReadTerms(string text, int links)
    {
        ulong[] packed = from.Values<ulong>();
        if (packed.Length > 2 * PostLimits.MaxTerms || packed.Length % 2 != 0)
            throw from.Broken($"{packed.Length} halves of terms are more than {PostLimits.MaxTerms} terms");
        Term[] terms = packed.Length == 0 ? [] : new Term[packed.Length / 2];
        for (int i = 0; i < terms.Length; i++)
        {
            ulong place = packed[(2 * i) + 1];
            TopicKind kind = (TopicKind)(byte)(place >> (2 * PostState.PlaceBits));
            int start = (int)(place >> PostState.PlaceBits) & PostState.MaxPlace;
            int length = (int)place & PostState.MaxPlace;
            bool isPlaced = kind == TopicKind.Link ? start < links && length == 0 : start + length <= text.Length;
            if (kind > TopicKind.Pair || packed[2 * i] == 0 || !isPlaced || Math.Max(start, length) > Term.MaxPlace)
                throw from.Broken($"the term {i} does not stand in its text");
            terms[i] = new Term(packed[2 * i], kind, start, length);
        }

        return terms;
    }

    private string? ReadName()
    {
        int number = from.Int();
        if (number == PostState.None)
            return null;
        if (number < 0 || number > _names.Count)
            throw from.Broken($"there is no name {number} of {_names.Count}");
        if (number == _names.Count)
            _names.Add(from.NotNullText());
        return _names[number];
    }
}
