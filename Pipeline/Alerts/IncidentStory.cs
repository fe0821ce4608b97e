using RtmPipeline.Opportunities.Stories;

namespace RtmPipeline.Alerts;

/// <summary>What news tells of an incident's event: the part that consumers are told.</summary>
/// <param name="Id">The same for the same story on every replay.</param>
/// <param name="Items">Reports: copies and later states of a report not counted.</param>
/// <param name="Publishers">Outlets that carry it.</param>
/// <param name="Copies">Items that repeat another outlet's text.</param>
/// <param name="Languages">Languages of the items, most items first.</param>
/// <param name="FirstPublisher">Outlet that had it first.</param>
/// <param name="FirstAt">When, unix milliseconds.</param>
/// <param name="Leads">Who had the event first, posts or news; null where that cannot be told.</param>
/// <param name="LeadMinutes">By how many minutes, not negative; null where <paramref name="Leads"/> is.</param>
internal sealed record IncidentStory(
    string Id, int Items, int Publishers, int Copies, string[] Languages, string FirstPublisher, long FirstAt, StoryLead? Leads, double? LeadMinutes)
{
    public static IncidentStory? Of(EventStory? story) => story is null
        ? null
        : new IncidentStory(story.Id, story.Items, story.Publishers, story.Copies, story.Languages, story.FirstPublisher, story.FirstAt, story.Leads, story.LeadMinutes);
}
