using System.Net;
using System.Security.Cryptography;
using RtmPipeline.Sources.Http;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Commands.Configuration.Sources;

/// <summary>Reads the options of a source of kind <c>http</c>.</summary>
internal static class HttpSection
{
    private const int MaxAddresses = 16;
    private const int MaxAddressLength = 60;

    public static ISourceOptions Read(OptionSection section)
    {
        HttpOptions standard = new();
        string[] listen = section.Texts("Listen", [HttpOptions.DefaultListen], MaxAddresses, MaxAddressLength, ListenAddress.Form, text => ListenAddress.TryParse(text, out _));
        HttpOptions options = new()
        {
            Listen = [.. listen.Select(text => ListenAddress.TryParse(text, out IPEndPoint address) ? address : null).OfType<IPEndPoint>()],
            Keys = Keys(section),
            KeysFile = section.SecretFile("Keys"),
            QuotaPerSecond = section.Whole("QuotaPerSecond", standard.QuotaPerSecond, 0, 10_000_000, "records a second"),
            CertificateFile = section.FilePath("CertificateFile"),
            CertificateKeyFile = section.FilePath("CertificateKeyFile"),
            PayloadPath = section.Text("PayloadPath", standard.PayloadPath, 200, $"at most {PayloadPath.MaxNames} names between dots", PayloadPath.IsRight),
            MaxBodyBytes = section.Whole("MaxBodyBytes", standard.MaxBodyBytes, 1 << 10, 256 << 20, "bytes"),
            MaxRecords = section.Whole("MaxRecords", standard.MaxRecords, 1, 1_000_000, "records"),
            MaxWaitingBytes = section.Whole("MaxWaitingBytes", standard.MaxWaitingBytes, 1L << 10, 4L << 30, "bytes"),
            MaxConnections = section.Whole("MaxConnections", standard.MaxConnections, 1, 10_000, "connections"),
            AcceptTimeout = section.Seconds("AcceptTimeoutSeconds", standard.AcceptTimeout, TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(300)),
            RetryAfter = section.Seconds("RetryAfterSeconds", standard.RetryAfter, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
        };
        Check(section, options, listen.Length == 0);
        return options;
    }

    private static IngestKeys Keys(OptionSection section)
    {
        if (section.Secrets("Keys") is not { } text)
            return IngestKeys.None;
        if (IngestKeys.TryParse(text, out IngestKeys? keys, out string? fault))
            return keys;
        section.Refuse(section.SecretFile("Keys") is null ? "Keys" : "KeysFile", fault);
        return IngestKeys.None;
    }

    private static void Check(OptionSection section, HttpOptions options, bool isNowhere)
    {
        if (isNowhere)
            section.Refuse("Listen", "is empty; name an address to listen on, or leave it out");
        if (options.Keys.IsEmpty && options.Listen.FirstOrDefault(address => !IPAddress.IsLoopback(address.Address)) is { } open)
            section.Refuse("Listen", $"has {open}, which others than this machine can reach, and there are no keys: set KeysFile, or listen on {HttpOptions.DefaultListen}");
        if (options.MaxWaitingBytes < options.MaxBodyBytes)
            section.Refuse("MaxWaitingBytes", $"is less than MaxBodyBytes ({options.MaxBodyBytes}): no body of that length could be taken");
        if (options.CertificateFile is null && options.CertificateKeyFile is not null)
            section.Refuse("CertificateKeyFile", "is set without CertificateFile");
        if (options.CertificateFile is null)
            return;
        try
        {
            ServerCertificate.Read(options);
        }
        catch (Exception unusable) when (unusable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            section.Refuse("CertificateFile", $"cannot be used: {unusable.Message}");
        }
    }
}
