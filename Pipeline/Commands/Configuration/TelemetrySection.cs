using RtmPipeline.Telemetry;

namespace RtmPipeline.Commands.Configuration;

internal static class TelemetrySection
{
    private const int LongestAddress = 500;
    private const int LongestName = 100;

    public static TelemetryOptions Read(OptionSection section)
    {
        TelemetryOptions defaults = new();
        return new TelemetryOptions
        {
            OtlpEndpoint = section.Text(nameof(TelemetryOptions.OtlpEndpoint), defaults.OtlpEndpoint, LongestAddress, "empty or an address that begins with http:// or https://,", IsAddress),
            OtlpProtocol = section.Word(nameof(TelemetryOptions.OtlpProtocol), defaults.OtlpProtocol, "grpc", "http"),
            OtlpSeconds = section.Whole(nameof(TelemetryOptions.OtlpSeconds), defaults.OtlpSeconds, 1, 3_600, "seconds"),
            TraceShare = section.Number(nameof(TelemetryOptions.TraceShare), defaults.TraceShare, 0, 1, "batches of one"),
            Messages = section.Word(nameof(TelemetryOptions.Messages), defaults.Messages, "text", "json"),
            ServiceName = section.Text(nameof(TelemetryOptions.ServiceName), defaults.ServiceName, LongestName),
        };
    }

    private static bool IsAddress(string text) =>
        text.Length == 0 || (Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps));
}
