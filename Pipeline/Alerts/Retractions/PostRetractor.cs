using RtmPipeline.Opportunities.Communities;
using RtmPipeline.Posts;

namespace RtmPipeline.Alerts.Retractions;

/// <summary>
/// Tells those who read the outputs which posts they must forget: one retraction for each incident and stream that named them, and of an opportunity that lives a revision
/// that no longer does, so that its latest state is clean at once.
/// </summary>
/// <param name="named">What the outputs named.</param>
internal sealed class PostRetractor(NamedPosts named)
{
    /// <summary>Looks at a delete or an edit and appends what is to be told of it.</summary>
    /// <param name="change">A delete of a post or an account, or an edit; an edit matters only where a text was copied.</param>
    /// <param name="now">Stream time.</param>
    /// <param name="revisions">Revisions of the batch.</param>
    /// <param name="into">Retractions of the batch.</param>
    public void Forget(Post change, long now, List<IncidentRevision> revisions, List<PostRetraction> into)
    {
        List<NamedPost> posts = named.Find(change, now);
        if (posts.Count == 0)
            return;
        RetractionReason because = change.Action switch
        {
            PostAction.Delete => RetractionReason.Deleted,
            PostAction.DeleteAuthor => RetractionReason.AccountDeleted,
            _ => RetractionReason.Edited,
        };
        foreach (IGrouping<NamingIncident, NamedPost> group in posts.GroupBy(static p => p.Incident).OrderBy(static g => g.Key.Incident.Id, StringComparer.Ordinal))
            Forget(group.Key, [.. group.OrderBy(static p => p.Id, StringComparer.Ordinal)], because, now, revisions, into);
        foreach (NamedPost post in posts)
        {
            if (because != RetractionReason.Edited)
                named.Remove(post);
            else
                Array.ForEach(post.Revisions, static r => r.WithText.Clear());
        }
    }

    private void Forget(
        NamingIncident told, NamedPost[] posts, RetractionReason because, long now, List<IncidentRevision> revisions, List<PostRetraction> into)
    {
        Incident incident = told.Incident;
        if (incident.LastRevision is { } last)
            incident.LastRevision = Without(last, posts, because);
        foreach (OutputKind output in (ReadOnlySpan<OutputKind>)[OutputKind.Opportunity, OutputKind.Alert])
        {
            NamedPost[] here = [.. posts.Where(p => Of(p, output, because).Count > 0)];
            foreach (NamedPost[] part in here.Chunk(PostRetraction.MaxPosts))
                into.Add(Write(told, part, output, because, now, revisions.Count));
            if (here.Length > 0 && output == OutputKind.Opportunity)
                Follow(incident, now, revisions);
        }
    }

    private static PostRetraction Write(NamingIncident told, NamedPost[] posts, OutputKind output, RetractionReason because, long now, int place) => new()
    {
        Output = output,
        Incident = told.Incident.Id,
        Revision = ++told.Incident.Revision,
        Kind = told.Incident.Kind,
        Time = now,
        Brand = told.Brand,
        Topic = told.Topic,
        Severity = told.Severity,
        Score = told.Score,
        Because = because,
        Posts = [.. posts.Select(static p => p.Id)],
        NamedIn = [.. posts.SelectMany(p => Of(p, output, because)).Distinct().Order()],
        HasEnded = !told.Incident.IsLive,
        Place = place,
    };

    /// <summary>What was told last, without what is to be forgotten: the numbers follow with the next look at the event.</summary>
    private void Follow(Incident incident, long now, List<IncidentRevision> revisions)
    {
        if (!incident.IsLive || incident.LastRevision is not { } last)
            return;
        incident.Revision++;
        incident.LastRevision = last with { Output = OutputKind.Opportunity, Revision = incident.Revision, Phase = IncidentPhase.Updated, Time = now };
        revisions.Add(incident.LastRevision);
        named.Note(incident.LastRevision);
    }

    private static List<int> Of(NamedPost post, OutputKind output, RetractionReason because)
    {
        NamingRevisions revisions = post.Revisions[(int)output];
        return because == RetractionReason.Edited ? revisions.WithText : revisions.All;
    }

    private static IncidentRevision Without(IncidentRevision revision, NamedPost[] posts, RetractionReason because)
    {
        bool IsMeant(string id) => Array.Exists(posts, p => p.Id == id);
        if (because == RetractionReason.Edited)
            return revision with { Evidence = [.. revision.Evidence.Select(e => IsMeant(e.Id) ? e with { Text = null } : e)] };
        return revision with
        {
            Evidence = [.. revision.Evidence.Where(e => !IsMeant(e.Id))],
            Carriers = [.. revision.Carriers.Where(c => !IsMeant(c.Id))],
            Communities = [.. revision.Communities.Where(c => c.Kind != CommunityKind.Post || !IsMeant(c.Id))],
        };
    }
}
