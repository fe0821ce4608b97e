namespace RtmPipeline.Sources.Mastodon;

/// <summary>
/// Finds the host of a server's streams: the one that is configured, else the one that the server names (<c>configuration.urls.streaming</c> of <c>/api/v2/instance</c>, or
/// <c>urls.streaming_api</c> of <c>/api/v1/instance</c> where that is all it has), else the server itself.
/// </summary>
/// <param name="http">Asks the server.</param>
/// <param name="configured">The host that is configured; null for none.</param>
internal sealed class StreamingAddress(MastodonHttp http, Uri? configured)
{
    private static readonly string[] s_documents = ["/api/v2/instance", "/api/v1/instance"];

    private readonly Lock _gate = new();
    private Uri? _found;

    /// <summary>Finds it, or tells what was found before.</summary>
    /// <exception cref="UnusableAnswerException">The server names a host to which the token is not sent, or is in trouble.</exception>
    /// <exception cref="HttpRequestException">It cannot be reached.</exception>
    /// <exception cref="IOException">The connection broke, or there was no answer in time.</exception>
    public async Task<Uri> FindAsync(CancellationToken stop)
    {
        lock (_gate)
        {
            if ((configured ?? _found) is { } known)
                return known;
        }

        Uri found = Checked((await AboutAsync(stop))?.StreamingHost);
        lock (_gate)
            _found = found;
        return found;
    }

    /// <summary>The host may have moved: the server is asked again.</summary>
    public void Forget()
    {
        lock (_gate)
            _found = null;
    }

    /// <summary>What the server says of itself; null where it says nothing, as servers do that are not Mastodon.</summary>
    public async Task<InstanceDocument?> AboutAsync(CancellationToken stop)
    {
        foreach (string path in s_documents)
        {
            try
            {
                return InstanceDocument.Parse((await http.GetAsync(path, stop)).Bytes);
            }
            catch (UnusableAnswerException fault) when (fault.Fault is AnswerFault.Refused or AnswerFault.Unauthorised)
            {
                // Older servers lack the one, closed ones show neither: the streams may be there all the same, and their answer tells.
            }
        }

        return null;
    }

    private Uri Checked(string? named)
    {
        if (string.IsNullOrEmpty(named))
            return http.Instance;
        if (!Uri.TryCreate(named, UriKind.Absolute, out Uri? address) || SiteAddress.Parse(address.GetLeftPart(UriPartial.Authority)) is not { } site)
            throw new UnusableAnswerException(AnswerFault.Refused, "the server names a streaming host that is no address, or one without TLS; set StreamingHost");
        return SiteAddress.IsSameSite(http.Instance, site)
            ? site
            : throw new UnusableAnswerException(AnswerFault.Refused, $"the server names {SiteAddress.Show(site)} for its streams, which is not below {http.Instance.Host}, and the token is not sent there; set StreamingHost if it is right");
    }
}
