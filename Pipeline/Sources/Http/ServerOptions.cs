using System.Net;

namespace RtmPipeline.Sources.Http;

/// <summary>What any server of the program is told: where it listens, who may come, and how much it takes.</summary>
internal record ServerOptions
{
    /// <summary>
    /// Addresses on which it listens; port 0 takes a free one. Beyond loopback there must be keys.
    /// <value>At most 16.</value>
    /// </summary>
    public IReadOnlyList<IPEndPoint> Listen { get; init; } = [];

    /// <summary>Keys of those who may come, as they stood at the start. <value>Default none: whoever is on this machine may come.</value></summary>
    public BearerKeys Keys { get; init; } = BearerKeys.None;

    /// <summary>The file from which the keys are read again when it changes; null where they came from the environment.</summary>
    public string? KeysFile { get; init; }

    /// <summary>PEM file with the server's certificate, and those between it and the root behind it; null for plain HTTP. Read again when it changes.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file with the certificate's key; null when it is in the certificate's file.</summary>
    public string? CertificateKeyFile { get; init; }

    /// <summary>Most bytes of a request's body; beyond it the answer is 413.</summary>
    public int MaxBodyBytes { get; init; } = 64 << 10;

    /// <summary>Most connections at once; beyond it they are closed. <value>Default 200; 1 to 10,000.</value></summary>
    public int MaxConnections { get; init; } = 200;

    public bool IsTls => CertificateFile is not null;

    /// <summary>True when what is sent can be read on the way by others than this machine.</summary>
    public bool IsOpen => !IsTls && Listen.Any(address => !IPAddress.IsLoopback(address.Address));
}
