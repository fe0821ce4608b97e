namespace RtmPipeline.Sources.Files.Follow;

/// <summary>One file while it is followed. What is kept of it is <see cref="Entry"/>, which <see cref="FileRegistry"/> changes; everything else belongs to the loop that reads.</summary>
internal sealed class FollowedFile(FileEntry entry)
{
    /// <summary>What is kept over restarts.</summary>
    public FileEntry Entry { get; set; } = entry;

    /// <summary>How far it was read; ahead of what is kept.</summary>
    public ReadMark Mark { get; set; } = entry.Kept;

    /// <summary>The newest look.</summary>
    public FileLook Look { get; set; }

    /// <summary>When the look was last another one.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>The look at which its bytes were last found to be those that were read; null when nobody looked yet.</summary>
    public FileLook? VerifiedAt { get; set; }

    /// <summary>True when the newest scan named it.</summary>
    public bool IsListed { get; set; }

    /// <summary>True when no path of the configuration leads to it any more: it is read to its end, and left.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>True when it has had another name: its writer has turned to another file, or soon will.</summary>
    public bool IsRotated { get; set; }

    /// <summary>What lay there before it was followed ends here: nobody knows when that was received.</summary>
    public long BacklogEnd { get; set; }

    /// <summary>Size at which nothing but the beginning of a line was left; -1 for none.</summary>
    public long WaitsAt { get; set; } = -1;

    /// <summary>Why it cannot be read; null while it can.</summary>
    public string? Trouble { get; set; }

    /// <summary>The file that had its name before, which is read to its end first; null for none.</summary>
    public FollowedFile? Before { get; set; }

    public bool IsGone => Entry.GoneAt != 0;

    /// <summary>True when it may have more.</summary>
    public bool IsFollowed => Trouble is null && (IsLeaving || (IsListed && !IsGone));

    /// <summary>Bytes of lines that were not read.</summary>
    public bool HasMoreLines => Entry.Form == FollowedForm.Lines && IsFollowed && Look.Size > Mark.Offset && Look.Size != WaitsAt;
}
