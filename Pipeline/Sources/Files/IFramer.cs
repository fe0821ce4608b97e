namespace RtmPipeline.Sources.Files;

/// <summary>What a framer did with the bytes in the window.</summary>
internal enum FrameStep : byte
{
    /// <summary>It framed a record.</summary>
    Record,

    /// <summary>The bytes in the window do not complete a record; never said once the window has ended.</summary>
    NeedMore,

    /// <summary>
    /// There is no further record. Where compression broke off inside one, its bytes are left in the window.
    /// </summary>
    End,
}

/// <summary>Cuts a window of bytes into records. It keeps no bytes of its own, so its memory is bounded.</summary>
internal interface IFramer
{
    FrameStep Next(ByteWindow window, out RawRecord record);
}
