using RtmPipeline.Sources.Http;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Commands.Configuration.Sources;

/// <summary>Reads the options of a source of kind <c>http</c>.</summary>
internal static class HttpSection
{
    public static ISourceOptions Read(OptionSection section)
    {
        HttpOptions standard = new();
        HttpOptions options = new(ServerSection.Read(section, HttpOptions.DefaultListen))
        {
            QuotaPerSecond = section.Whole("QuotaPerSecond", standard.QuotaPerSecond, 0, 10_000_000, "records a second"),
            PayloadPath = section.Text("PayloadPath", standard.PayloadPath, 200, $"at most {PayloadPath.MaxNames} names between dots", PayloadPath.IsRight),
            MaxBodyBytes = section.Whole("MaxBodyBytes", standard.MaxBodyBytes, 1 << 10, 256 << 20, "bytes"),
            MaxRecords = section.Whole("MaxRecords", standard.MaxRecords, 1, 1_000_000, "records"),
            MaxWaitingBytes = section.Whole("MaxWaitingBytes", standard.MaxWaitingBytes, 1L << 10, 4L << 30, "bytes"),
            MaxConnections = section.Whole("MaxConnections", standard.MaxConnections, 1, 10_000, "connections"),
            AcceptTimeout = section.Seconds("AcceptTimeoutSeconds", standard.AcceptTimeout, TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(300)),
            RetryAfter = section.Seconds("RetryAfterSeconds", standard.RetryAfter, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
        };
        if (options.Listen.Count == 0)
            section.Refuse("Listen", "is empty; name an address to listen on, or leave it out");
        if (options.MaxWaitingBytes < options.MaxBodyBytes)
            section.Refuse("MaxWaitingBytes", $"is less than MaxBodyBytes ({options.MaxBodyBytes}): no body of that length could be taken");
        return options;
    }
}
