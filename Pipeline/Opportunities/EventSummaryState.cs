using RtmPipeline.Opportunities.Saving;
using RtmPipeline.State;

namespace RtmPipeline.Opportunities;

/// <summary>A summary as bytes. Sums are kept to their last bit: added up again in another order they would be others.</summary>
internal sealed partial class EventSummary
{
    private const int LeastEvidenceBytes = 44;

    public void Save(SharedWriter shared)
    {
        StateWriter to = shared.To;
        to.Section("opportunities.summary");
        to.Long(Posts);
        SortedState.Write(to, NewsFirstAt);
        to.Long(FirstSeen);
        to.Values(_atLeast);
        foreach (NameCounts categories in _categories)
            categories.Save(shared);
        to.Values(_relevance);
        _texts.Save(to);
        _rate.Save(to);
        SortedState.Write(to, _authors);
        Write(shared, _first);
        Write(shared, _followed);
        to.Double(_weight);
        to.Double(_sentiment);
        to.Double(_sentimentWeight);
        to.Double(_negative);
        to.Double(_tragic);
        to.Int(_topAuthor);
        to.Long(_news);
        foreach (NameCounts names in Names())
            names.Save(shared);
        Crowd.Save(shared);
        Naming.Save(to);
        Authenticity.Save(to);
    }

    public void Load(SharedReader shared)
    {
        StateReader from = shared.From;
        from.Section("opportunities.summary");
        Posts = from.Long();
        NewsFirstAt = SortedState.ReadMoment(from);
        FirstSeen = from.Long();
        from.ValuesInto(_atLeast.AsSpan());
        foreach (NameCounts categories in _categories)
            categories.Load(shared);
        from.ValuesInto(_relevance.AsSpan());
        _texts.Load(from);
        _rate.Load(from);
        SortedState.Read(from, _authors);
        Read(shared, _first);
        Read(shared, _followed);
        (_weight, _sentiment, _sentimentWeight) = (from.Double(), from.Double(), from.Double());
        (_negative, _tragic) = (from.Double(), from.Double());
        (_topAuthor, _news) = (from.Int(), from.Long());
        foreach (NameCounts names in Names())
            names.Load(shared);
        Crowd.Load(shared, _relevance.Length);
        Naming.Load(from);
        Authenticity.Load(from);
    }

    private NameCounts[] Names() => [Languages, Themes, Entities, Sources, SafetyWords];

    private static void Write(SharedWriter shared, List<EvidencePost> evidence)
    {
        StateWriter to = shared.To;
        to.Int(evidence.Count);
        foreach (EvidencePost post in evidence)
        {
            to.Text(post.Id);
            to.Text(post.Url);
            shared.Text(post.Source);
            shared.Text(post.Author);
            to.ULong(post.AuthorKey);
            to.Long(post.PostedAt);
            to.Long(post.Followers);
            to.Text(post.Text);
            to.Text(post.AlternateId);
        }
    }

    private static void Read(SharedReader shared, List<EvidencePost> into)
    {
        StateReader from = shared.From;
        int count = from.Count(LeastEvidenceBytes);
        into.Clear();
        for (int i = 0; i < count; i++)
        {
            into.Add(new EvidencePost(
                from.NotNullText(), from.Text(), shared.NotNullText(), shared.Text(), from.ULong(), from.Long(), from.Long(), from.NotNullText(), from.Text()));
        }
    }
}
