namespace RtmPipeline.Delivery;

/// <summary>How a delivery stands.</summary>
internal enum DeliveryState : byte
{
    /// <summary>It has not been opened yet.</summary>
    Closed,

    /// <summary>The last thing tried with the target went well.</summary>
    Connected,

    /// <summary>The target cannot be used for now; it is tried again, and the pipeline is held back meanwhile.</summary>
    Waiting,

    /// <summary>Somebody must act first; the run ends.</summary>
    Refused,

    /// <summary>Another writer has the role; the run ends.</summary>
    Fenced,
}

/// <summary>Why a target cannot be used: a closed set, so that metrics and alert rules can rely on it.</summary>
internal enum DeliveryTrouble : byte
{
    None,
    NoConnection,
    NoAnswer,
    OutOfMemory,
    ReadOnly,
    Loading,
    Busy,
    DiskFault,
    TooFewReplicas,
    Cluster,
    Credentials,
    RoleHeld,
    Other,
}

/// <summary>How a delivery stands and what it has done. Immutable; any thread may read it.</summary>
/// <param name="State">How it stands.</param>
/// <param name="Trouble">Why it waits or was refused; none while connected.</param>
/// <param name="Detail">The same as a sentence for people; empty while connected.</param>
/// <param name="Since">When it came into this state, by the clock.</param>
/// <param name="LastSuccess">When the target last answered well; null before it ever did.</param>
/// <param name="Written">Entries written, without those sent again.</param>
/// <param name="Resent">Entries written again because the target had lost them.</param>
/// <param name="Compared">Entries that came again after a restart and were compared with what was there.</param>
internal sealed record DeliveryHealth(
    DeliveryState State, DeliveryTrouble Trouble, string Detail, DateTimeOffset Since, DateTimeOffset? LastSuccess, long Written, long Resent, long Compared);

internal static class DeliveryTroubles
{
    /// <summary>The trouble as metrics name it.</summary>
    public static string Word(this DeliveryTrouble trouble) => trouble switch
    {
        DeliveryTrouble.None => "none",
        DeliveryTrouble.NoConnection => "no_connection",
        DeliveryTrouble.NoAnswer => "no_answer",
        DeliveryTrouble.OutOfMemory => "out_of_memory",
        DeliveryTrouble.ReadOnly => "read_only",
        DeliveryTrouble.Loading => "loading",
        DeliveryTrouble.Busy => "busy",
        DeliveryTrouble.DiskFault => "disk_fault",
        DeliveryTrouble.TooFewReplicas => "too_few_replicas",
        DeliveryTrouble.Cluster => "cluster",
        DeliveryTrouble.Credentials => "credentials",
        DeliveryTrouble.RoleHeld => "role_held",
        _ => "other",
    };
}
