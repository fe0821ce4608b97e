namespace RtmPipeline.Delivery;

/// <summary>
/// The JSON Schemas (draft 2020-12) of everything that leaves the pipeline; they are part of the program. <c>rtm.opportunity.v1</c>,
/// <c>rtm.alert.v1</c>, <c>rtm.retraction.v1</c> and <c>rtm.digest.v1</c> describe the <c>data</c> of an event, <see cref="Event"/> the CloudEvents object around it,
/// <see cref="Entry"/> the fields of a stream entry, <c>rtm.deadletter.v1</c> those of a dead letter, <c>rtm.decision.v1</c> the <c>data</c> of a team's decision.
/// </summary>
internal static class OutputSchemas
{
    public const string Event = "rtm.event.v1";
    public const string Entry = "rtm.entry.v1";

    /// <summary>All schemas by name.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [OutputTypes.Opportunity, OutputTypes.Alert, OutputTypes.Retraction, OutputTypes.DeadLetter, Event, Entry, OutputTypes.Digest, OutputTypes.Decision];

    /// <summary>The <c>$id</c> of a schema: a name, not an address, because the program is not tied to a place.</summary>
    public static string UrnOf(string name) => $"urn:rtm:schema:{name}";

    /// <summary>The text of a schema, UTF-8.</summary>
    /// <exception cref="ArgumentException">There is no schema of that name.</exception>
    public static byte[] Read(string name)
    {
        using Stream resource = typeof(OutputSchemas).Assembly.GetManifestResourceStream($"Schemas/{name}.json")
            ?? throw new ArgumentException($"no schema is named '{name}'", nameof(name));
        byte[] text = new byte[resource.Length];
        resource.ReadExactly(text);
        return text;
    }
}
