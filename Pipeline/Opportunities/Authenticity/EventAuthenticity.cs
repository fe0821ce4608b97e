using RtmPipeline.Opportunities.Saving;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.State;

namespace RtmPipeline.Opportunities.Authenticity;

/// <summary>
/// Tells an event that people make from one that a few accounts or machines make. Sums of its recent posts, half-life a quarter of an hour; some 30 KB at the most, whatever the event's size.
/// </summary>
/// <remarks>
/// Each signal is a share of the recent posts, from the least share that the posts seen prove (<see cref="TrustRange"/>), and has a range in which trust falls from full to none:
/// <list type="bullet">
/// <item>few authors: share of posts by somebody who posted already; 0.75 to 0.95, four posts an author to twenty</item>
/// <item>young accounts: posts by accounts younger than 30 days, of those whose age is known; 0.3 to 0.6</item>
/// <item>silent accounts: posts by accounts with fewer than 5 followers or 10 posts ever, of those whose numbers are known; 0.4 to 0.8</item>
/// <item>copied texts: texts nearly the same as an earlier one anywhere in the stream; 0.5 to 0.9; one that links to a site common in the stream, as a headline passed on, counts 0.6</item>
/// <item>similar texts: texts of a pattern that the event has already, copies among them, weighed the same; 0.6 to 0.95</item>
/// <item>one site: texts that link to the same site, by how strange the site was to the stream before the event; 0.5 to 0.9</item>
/// <item>machine rhythm: the most of the share of posts by authors with regular gaps, the share at the heaviest second of the minute beyond the stream's, and −B of the gaps between all
/// its posts (<see cref="Burstiness"/>); 0.3 to 0.7</item>
/// </list>
/// Copied and similar texts are one sign, and so are young and silent accounts: the lesser trust of the two counts. Trust in the event is the product of the two least signs:
/// two weigh more than one, and a third, which often follows from them, adds nothing. News items count for no
/// signal: publishers copy each other by trade. Reposts have no text of their own and count for accounts and rhythm alone.
/// A post taken back leaves all sums but the gaps and the patterns, which fade.
/// </remarks>
internal sealed class EventAuthenticity(StreamHabits habits)
{
    private const long YoungAccountMs = 30L * 24 * 3_600_000;
    private const long SilentFollowers = 5;
    private const long SilentPosts = 10;

    /// <summary>
    /// What a repeated text counts that links to a common site: all of a real event's texts may be headlines passed on for an hour, which must not cost much trust; but machines use
    /// shorteners too.
    /// </summary>
    private const double SharedWeight = 0.6;

    /// <summary>Gaps before the rhythm of a whole event says anything: B by chance is within 0.2 of 0 then.</summary>
    private const double MinGaps = 30;

    /// <summary>Trust below which a signal is told as a reason.</summary>
    private const double TellBelow = 0.95;

    private static readonly TrustRange s_fewAuthors = new(0.75, 0.95);
    private static readonly TrustRange s_youngAccounts = new(0.3, 0.6);
    private static readonly TrustRange s_silentAccounts = new(0.4, 0.8);
    private static readonly TrustRange s_copiedTexts = new(0.5, 0.9);
    private static readonly TrustRange s_similarTexts = new(0.6, 0.95);
    private static readonly TrustRange s_oneSite = new(0.5, 0.9);
    private static readonly TrustRange s_machineRhythm = new(0.3, 0.7);

    private readonly FadingWeights _weights = new(habits.Decay);
    private readonly AuthorSample _authors = new();
    private readonly TextFamilies _families = new();
    private readonly EventSites _sites = new();
    private readonly MinuteBeat _beat = new();
    private PostSums _sums;
    private long _firstSecond = long.MaxValue;
    private long _lastMs = long.MinValue;

    /// <summary>The last reading and its time: every brand asks at the same tick.</summary>
    private AuthenticityReading? _read;
    private long _readAt;

    /// <summary>Counts a post of the event, in any order.</summary>
    /// <returns>What <see cref="TakeBack"/> wants to know.</returns>
    public TextMarks Add(Post post)
    {
        _read = null;
        long second = post.CountedAt / 1000;
        double weight = _weights.Next(second, out double rescale);
        if (rescale < 1)
            Rescale(rescale);
        _sums.All += weight;
        if (post.Kind == PostKind.News)
            return TextMarks.None;
        _firstSecond = Math.Min(_firstSecond, second);
        AddGap(post.CountedAt, weight);
        _beat.Add(second, weight);
        _authors.Add(post.AuthorKey, post.CountedAt, weight);
        CountAccount(post, weight);
        if (post.Kind == PostKind.Repost)
            return TextMarks.None;
        TextMarks marks = !post.Signature.IsDefault && _families.Add(post.Signature, weight) ? TextMarks.Similar : TextMarks.None;
        Span<ulong> sites = stackalloc ulong[PostLimits.MaxLinks];
        foreach (ulong site in EventSites.Of(post, sites))
        {
            _sites.Add(site, weight);
            if (habits.Sites.StrangenessOf(site, second) == 0)
                marks |= TextMarks.Shared;
        }

        CountText(post, marks, weight);
        return marks;
    }

    /// <summary>Takes back a post that was counted.</summary>
    /// <param name="post">The post.</param>
    /// <param name="marks">What <see cref="Add"/> answered.</param>
    /// <param name="isReplaced">True when an edit takes its place.</param>
    public void TakeBack(Post post, TextMarks marks, bool isReplaced = false)
    {
        _read = null;
        double weight = _weights.Of(post.CountedAt / 1000);
        _sums.All -= weight;
        _sums.TakenBack += isReplaced ? 0 : weight;
        if (post.Kind == PostKind.News)
            return;
        _authors.TakeBack(post.AuthorKey, weight);
        CountAccount(post, -weight);
        if (post.Kind == PostKind.Repost)
            return;
        CountText(post, marks, -weight);
        Span<ulong> sites = stackalloc ulong[PostLimits.MaxLinks];
        foreach (ulong site in EventSites.Of(post, sites))
            _sites.TakeBack(site, weight);
    }

    /// <summary>Share of the event's recent posts that were taken back since, in [0, 1].</summary>
    public double TakenBackShare => _sums.TakenBack > 0 ? Math.Clamp(_sums.TakenBack / (_sums.TakenBack + Math.Max(0, _sums.All)), 0, 1) : 0;

    /// <summary>How genuine the event looks at a time.</summary>
    /// <param name="now">Stream time, unix milliseconds.</param>
    public AuthenticityReading Read(long now)
    {
        if (_read is null || _readAt != now)
            (_read, _readAt) = (Judge(now), now);
        return _read;
    }

    private AuthenticityReading Judge(long now)
    {
        if (_firstSecond == long.MaxValue)
            return AuthenticityReading.FullTrust;
        double toNow = 1 / _weights.Of(now / 1000);
        AuthorReading authors = _authors.Read();
        double repeats = authors.Posts;
        Span<Verdict> verdicts =
        [
            Judge(AuthenticitySignal.FewAuthors, s_fewAuthors, authors.RepeatShare, repeats),
            Judge(AuthenticitySignal.YoungAccounts, s_youngAccounts, _sums.Young / _sums.WithAge, _sums.WithAge * toNow),
            Judge(AuthenticitySignal.SilentAccounts, s_silentAccounts, _sums.Silent / _sums.WithNumbers, _sums.WithNumbers * toNow),
            Judge(AuthenticitySignal.CopiedTexts, s_copiedTexts, _sums.Copied / _sums.Texts, _sums.Texts * toNow),
            Judge(AuthenticitySignal.SimilarTexts, s_similarTexts, _sums.Similar / _sums.Texts, _sums.Texts * toNow),
            Judge(AuthenticitySignal.OneSite, s_oneSite, _sites.Strangest(habits.Sites, _firstSecond) / _sums.Texts, _sums.Texts * toNow),
            Rhythm(authors, toNow),
        ];
        verdicts.Sort(static (a, b) => a.Trust != b.Trust ? a.Trust.CompareTo(b.Trust) : a.Reason.Signal.CompareTo(b.Reason.Signal));
        double value = verdicts[0].Trust * SecondSign(verdicts);
        if (value >= 1)
            return AuthenticityReading.FullTrust;
        var because = new List<AuthenticityReason>();
        foreach (Verdict verdict in verdicts)
        {
            if (verdict.Trust < TellBelow)
                because.Add(verdict.Reason);
        }

        return new AuthenticityReading(value, [.. because]);
    }

    /// <summary>The least trust of a sign other than the gravest one's.</summary>
    private static double SecondSign(ReadOnlySpan<Verdict> gravestFirst)
    {
        AuthenticitySignal gravest = SignOf(gravestFirst[0].Reason.Signal);
        foreach (Verdict verdict in gravestFirst[1..])
        {
            if (SignOf(verdict.Reason.Signal) != gravest)
                return verdict.Trust;
        }

        return 1;
    }

    private static AuthenticitySignal SignOf(AuthenticitySignal signal) => signal switch
    {
        AuthenticitySignal.SilentAccounts => AuthenticitySignal.YoungAccounts,
        AuthenticitySignal.SimilarTexts => AuthenticitySignal.CopiedTexts,
        _ => signal,
    };

    private readonly record struct Verdict(AuthenticityReason Reason, double Trust);

    private static Verdict Judge(AuthenticitySignal signal, TrustRange range, double share, double posts)
    {
        double known = double.IsFinite(share) ? Math.Clamp(share, 0, 1) : 0;
        return new Verdict(new AuthenticityReason(signal, known), range.Trust(known, posts));
    }

    private Verdict Rhythm(in AuthorReading authors, double toNow)
    {
        double regular = authors.Posts < TrustRange.MinPosts ? 0 : TrustRange.LeastShare(authors.RegularShare, authors.Posts);
        double onBeat = OnBeat(toNow);
        double clockwork = Clockwork(toNow);
        double most = Math.Max(regular, Math.Max(onBeat, clockwork));
        return new Verdict(new AuthenticityReason(AuthenticitySignal.MachineRhythm, most), s_machineRhythm.TrustOf(most));
    }

    /// <summary>Least share at one second of the minute, beyond what is usual there.</summary>
    private double OnBeat(double toNow)
    {
        (int second, double share) = _beat.Heaviest();
        double minutes = _beat.Total * toNow;
        double usual = habits.Beat.ShareAt(second);
        return minutes < TrustRange.MinPosts || usual >= 1 ? 0 : Math.Max(0, (TrustRange.LeastShare(share, minutes) - usual) / (1 - usual));
    }

    /// <summary>How near the gaps between all posts are to those of one clock.</summary>
    private double Clockwork(double toNow)
    {
        double gaps = _sums.Gaps * toNow;
        if (gaps < MinGaps)
            return 0;
        double mean = _sums.GapSeconds / _sums.Gaps;
        return Math.Max(0, -Burstiness.Of(gaps, mean, (_sums.GapSquares / _sums.Gaps) - (mean * mean)));
    }

    private void AddGap(long atMs, double weight)
    {
        if (atMs < _lastMs)
            return;
        if (_lastMs != long.MinValue)
        {
            double seconds = (atMs - _lastMs) / 1000.0;
            _sums.Gaps += weight;
            _sums.GapSeconds += weight * seconds;
            _sums.GapSquares += weight * seconds * seconds;
        }

        _lastMs = atMs;
    }

    private void CountAccount(Post post, double weight)
    {
        if (post.AuthorCreatedAt > 0)
        {
            _sums.WithAge += weight;
            _sums.Young += post.PostedAt - post.AuthorCreatedAt < YoungAccountMs ? weight : 0;
        }

        if (post.AuthorFollowers >= 0 || post.AuthorPosts >= 0)
        {
            _sums.WithNumbers += weight;
            bool isSilent = post.AuthorFollowers is >= 0 and < SilentFollowers || post.AuthorPosts is >= 0 and < SilentPosts;
            _sums.Silent += isSilent ? weight : 0;
        }
    }

    private void CountText(Post post, TextMarks marks, double weight)
    {
        double repeated = marks.HasFlag(TextMarks.Shared) ? SharedWeight * weight : weight;
        _sums.Texts += weight;
        _sums.Copied += post.IsCopy ? repeated : 0;
        _sums.Similar += marks.HasFlag(TextMarks.Similar) ? repeated : 0;
    }

    private void Rescale(double factor)
    {
        for (int i = 0; i < PostSums.Count; i++)
            _sums[i] *= factor;
        _authors.Rescale(factor);
        _families.Rescale(factor);
        _sites.Rescale(factor);
        _beat.Rescale(factor);
    }

    /// <summary>The stream's habits are saved where they are kept, and the last reading is made anew.</summary>
    public void Save(StateWriter to)
    {
        _weights.Save(to);
        _authors.Save(to);
        _families.Save(to);
        _sites.Save(to);
        _beat.Save(to);
        Whole.Write(to, _sums);
        to.Long(_firstSecond);
        to.Long(_lastMs);
    }

    public void Load(StateReader from)
    {
        _read = null;
        _weights.Load(from);
        _authors.Load(from);
        _families.Load(from);
        _sites.Load(from);
        _beat.Load(from);
        Whole.Read(from, out _sums);
        (_firstSecond, _lastMs) = (from.Long(), from.Long());
    }
}
