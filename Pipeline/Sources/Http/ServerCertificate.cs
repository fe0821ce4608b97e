using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RtmPipeline.Sources.Http;

/// <summary>
/// The server's certificate with those between it and the root, read again when its files change, so that a renewed one needs no restart. New files with a fault change nothing.
/// </summary>
internal sealed class ServerCertificate
{
    /// <summary>How often the files are looked at, at most.</summary>
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly ServerOptions _options;
    private readonly Action<string> _warn;
    private readonly WatchedFile _files;
    private SslStreamCertificateContext _context;

    /// <exception cref="CryptographicException">The files do not hold a certificate and its key.</exception>
    /// <exception cref="IOException">They cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not be read.</exception>
    public ServerCertificate(ServerOptions options, TimeProvider clock, Action<string> warn)
    {
        _options = options;
        _warn = warn;
        _files = new WatchedFile(clock, s_lookEvery, options.CertificateFile!, options.CertificateKeyFile ?? options.CertificateFile!);
        _context = Read(options);
    }

    public SslStreamCertificateContext Current
    {
        get
        {
            lock (_gate)
            {
                if (_files.HasChanged())
                    Reload();
                return _context;
            }
        }
    }

    public static SslStreamCertificateContext Read(ServerOptions options)
    {
        X509Certificate2 certificate = X509Certificate2.CreateFromPemFile(options.CertificateFile!, options.CertificateKeyFile ?? options.CertificateFile!);
        X509Certificate2Collection chain = [];
        chain.ImportFromPemFile(options.CertificateFile!);
        return SslStreamCertificateContext.Create(certificate, chain, offline: true);
    }

    private void Reload()
    {
        try
        {
            _context = Read(_options);
            _warn($"the changed certificate was read; it is valid until {_context.TargetCertificate.NotAfter.ToUniversalTime():yyyy-MM-dd HH:mm} UTC");
        }
        catch (Exception unusable) when (unusable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            _warn($"the changed certificate cannot be used: {unusable.Message}; the one before stays in force");
        }
    }
}
