using RtmPipeline.State;

namespace RtmPipeline.Sources.Journal;

/// <summary>What a journal holds of each source that numbers its records: so that such a source goes on behind what was kept, not behind what it was told was kept.</summary>
internal static class JournalOrigins
{
    /// <summary>The highest number of each source; empty where there is no journal. Reads the whole journal: what the kept checkpoints do not cover, and what is kept for <c>Journal:KeepHours</c>.</summary>
    /// <param name="path">Folder of the journal, which nobody writes.</param>
    /// <exception cref="IOException">The disk cannot be read.</exception>
    public static IReadOnlyDictionary<string, long> In(string path)
    {
        Dictionary<string, long> origins = new(StringComparer.Ordinal);
        if (!Directory.Exists(path))
            return origins;
        using JournalCursor cursor = new(new DiskFolder(path), string.Empty, 0, static _ => { });
        while (cursor.TryMove(null, out RawRecord record))
        {
            if (record.Position is { From: { } source, Origin: { } origin } && origin > origins.GetValueOrDefault(source, -1))
                origins[source] = origin;
        }

        return origins;
    }
}
