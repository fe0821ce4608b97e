namespace RtmPipeline.Opportunities.Authenticity;

/// <summary>What can make an event look made rather than grown. The set is closed: consumers may rely on it.</summary>
internal enum AuthenticitySignal : byte
{
    /// <summary>The same few accounts post again and again.</summary>
    FewAuthors,

    /// <summary>Accounts younger than a month post it.</summary>
    YoungAccounts,

    /// <summary>Accounts that almost nobody follows, or that hardly ever posted, post it.</summary>
    SilentAccounts,

    /// <summary>Texts repeat earlier ones, a word or two apart.</summary>
    CopiedTexts,

    /// <summary>Texts are made from a few patterns, with words exchanged.</summary>
    SimilarTexts,

    /// <summary>Posts link to one site of which the stream hears nowhere else.</summary>
    OneSite,

    /// <summary>Posts keep the beat of a machine.</summary>
    MachineRhythm,
}

/// <param name="Signal">What stands out.</param>
/// <param name="Share">Share of the event's recent posts that show it, in [0, 1].</param>
internal readonly record struct AuthenticityReason(AuthenticitySignal Signal, double Share);

/// <summary>How genuine an event looks now.</summary>
/// <param name="Value">In [0, 1]; 1 is full trust.</param>
/// <param name="Because">What lowered it, the gravest first; empty at full trust.</param>
internal sealed record AuthenticityReading(double Value, AuthenticityReason[] Because)
{
    public static AuthenticityReading FullTrust { get; } = new(1, []);
}
