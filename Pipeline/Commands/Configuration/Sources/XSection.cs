using RtmPipeline.Sources.X;

namespace RtmPipeline.Commands.Configuration.Sources;

/// <summary>Reads a source of the kind <c>x</c>.</summary>
internal static class XSection
{
    /// <summary>Most rules of the user's own.</summary>
    private const int MaxExtraRules = 1_000;

    private const int MaxPlanRuleLength = 4_096;

    public static XOptions Read(OptionSection section)
    {
        XOptions defaults = new() { BearerToken = string.Empty };
        XStreamKind stream = StreamOf(section.Word("Stream", "filtered", "filtered", "sample", "sample10", "firehose", "compliance", "user-compliance"));
        XOptions options = defaults with
        {
            BearerToken = section.Secret(nameof(XOptions.BearerToken)) ?? string.Empty,
            BearerTokenFile = section.SecretFile(nameof(XOptions.BearerToken)),
            Endpoint = EndpointOf(section, defaults),
            Stream = stream,
            Partition = section.Whole(nameof(XOptions.Partition), 0, 0, XOptions.MaxPartition, "the part (0 for a stream without parts)"),
            BackfillMinutes = section.Whole(nameof(XOptions.BackfillMinutes), 0, 0, XOptions.MaxBackfillMinutes, "minutes (0 where the plan has no backfill)"),
            ReadTimeout = section.Seconds("ReadTimeoutSeconds", defaults.ReadTimeout, TimeSpan.FromSeconds(21), TimeSpan.FromSeconds(300)),
            MaxConnects = section.Whole(nameof(XOptions.MaxConnects), defaults.MaxConnects, 1, XOptions.ConnectLimit, "connects in 15 minutes"),
            Rules = section.Word(nameof(XOptions.Rules), "on", "on", "dry-run", "off") switch
            {
                "off" => XRuleMode.Off,
                "dry-run" => XRuleMode.DryRun,
                _ => XRuleMode.On,
            },
            RuleTag = section.Text(nameof(XOptions.RuleTag), defaults.RuleTag, 40, "a tag of letters, digits, '-' and '_'", static tag => tag.Length > 0 && tag.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')),
            MaxRules = section.Whole(nameof(XOptions.MaxRules), defaults.MaxRules, 1, 100_000, "rules"),
            MaxRuleLength = section.Whole(nameof(XOptions.MaxRuleLength), defaults.MaxRuleLength, 64, MaxPlanRuleLength, "characters"),
            ExtraRules = section.Texts(nameof(XOptions.ExtraRules), [], MaxExtraRules, MaxPlanRuleLength, "a rule", static rule => !string.IsNullOrWhiteSpace(rule)),
            QueueBytes = (long)section.Whole("QueueMegabytes", (int)(defaults.QueueBytes >> 20), 1, 4_096, "MiB") << 20,
            UserAgent = section.Text(nameof(XOptions.UserAgent), XOptions.DefaultUserAgent, 200, "a name of printable characters", static name => name.Length > 0 && name.All(static c => c is >= ' ' and <= '~')),
        };
        Check(section, options);
        return options;
    }

    private static XStreamKind StreamOf(string word) => word switch
    {
        "sample" => XStreamKind.Sample,
        "sample10" => XStreamKind.Sample10,
        "firehose" => XStreamKind.Firehose,
        "compliance" => XStreamKind.Compliance,
        "user-compliance" => XStreamKind.UserCompliance,
        _ => XStreamKind.Filtered,
    };

    private static Uri EndpointOf(OptionSection section, XOptions defaults)
    {
        string fallback = defaults.Endpoint.AbsoluteUri.TrimEnd('/');
        string text = section.Text(nameof(XOptions.Endpoint), fallback, 500, "an https address (http only for this machine, as the token goes along)", IsEndpoint);
        return IsEndpoint(text) ? new Uri(text) : defaults.Endpoint;
    }

    private static bool IsEndpoint(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    private static void Check(OptionSection section, XOptions options)
    {
        if (options.BearerToken.Length == 0 && section.SecretFile(nameof(XOptions.BearerToken)) is null)
            section.Refuse(nameof(XOptions.BearerToken), "is missing; set the environment variable, or name a file with BearerTokenFile");
        else if (options.BearerToken.Any(static c => c is <= ' ' or > '~'))
            section.Refuse(nameof(XOptions.BearerToken), "holds blanks or signs that no bearer token has");
        int parts = XOptions.PartitionsOf(options.Stream);
        if (parts == 0 && options.Partition > 0)
            section.Refuse(nameof(XOptions.Partition), "is set, and the stream is not in parts");
        else if (parts > 0 && (options.Partition == 0 || options.Partition > parts))
            section.Refuse(nameof(XOptions.Partition), $"is {options.Partition}; the stream is in parts, so it must be from 1 to {parts}: configure a source for each part");
        if (options.Stream != XStreamKind.Filtered && options.ExtraRules.Count > 0)
            section.Refuse(nameof(XOptions.ExtraRules), "are set, and only the filtered stream has rules");
        for (int i = 0; i < options.ExtraRules.Count; i++)
        {
            if (options.ExtraRules[i].Trim().Length > options.MaxRuleLength)
                section.Refuse(nameof(XOptions.ExtraRules), $"has the entry {i + 1} of {options.ExtraRules[i].Trim().Length} characters; a rule may have {options.MaxRuleLength} (MaxRuleLength)");
        }
    }
}
