using System.Net;
using System.Security.Cryptography;
using RtmPipeline.Sources.Http;

namespace RtmPipeline.Commands.Configuration;

/// <summary>Reads what servers have in common.</summary>
internal static class ServerSection
{
    private const int MaxAddresses = 16;
    private const int MaxAddressLength = 60;

    /// <summary>Reads the keys of a section that say where a server listens and who may come.</summary>
    /// <param name="section">The section.</param>
    /// <param name="listen">Where it listens when nothing is said.</param>
    public static ServerOptions Read(OptionSection section, string listen)
    {
        string[] addresses = section.Texts("Listen", [listen], MaxAddresses, MaxAddressLength, ListenAddress.Form, text => ListenAddress.TryParse(text, out _));
        ServerOptions options = new()
        {
            Listen = [.. addresses.Select(text => ListenAddress.TryParse(text, out IPEndPoint address) ? address : null).OfType<IPEndPoint>()],
            Keys = Keys(section),
            KeysFile = section.SecretFile("Keys"),
            CertificateFile = section.FilePath("CertificateFile"),
            CertificateKeyFile = section.FilePath("CertificateKeyFile"),
        };
        Check(section, options, listen);
        return options;
    }

    private static BearerKeys Keys(OptionSection section)
    {
        if (section.Secrets("Keys") is not { } text)
            return BearerKeys.None;
        if (BearerKeys.TryParse(text, out BearerKeys? keys, out string? fault))
            return keys;
        section.Refuse(section.SecretFile("Keys") is null ? "Keys" : "KeysFile", fault);
        return BearerKeys.None;
    }

    private static void Check(OptionSection section, ServerOptions options, string listen)
    {
        if (options.Keys.IsEmpty && options.Listen.FirstOrDefault(address => !IPAddress.IsLoopback(address.Address)) is { } open)
            section.Refuse("Listen", $"has {open}, which others than this machine can reach, and there are no keys: set KeysFile, or listen on {listen}");
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
