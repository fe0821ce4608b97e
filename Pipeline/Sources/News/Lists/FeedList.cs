using RtmPipeline.Sources.News.Fetching;

namespace RtmPipeline.Sources.News.Lists;

/// <summary>The feeds of a source: those of its options, and those of its OPML files, which are read again when they change.</summary>
/// <param name="options">Addresses and files.</param>
internal sealed class FeedList(FeedOptions options)
{
    /// <summary>How often files are looked at.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, ListFile> _files = new(StringComparer.Ordinal);

    /// <summary>All feeds, each once, in order.</summary>
    public IReadOnlyList<FeedAddress> Feeds { get; private set; } = [];

    /// <summary>What was found in the files, a line each; also what was left out.</summary>
    public IReadOnlyList<string> Findings { get; private set; } = [];

    /// <summary>True when there are files to look at.</summary>
    public bool HasFiles => options.Opml.Count > 0;

    /// <summary>Looks at the files, and reads those that changed. One that cannot be read keeps what it named before.</summary>
    /// <returns>True when the list may have changed.</returns>
    public bool Look()
    {
        bool isChanged = _files.Count == 0;
        foreach (string path in options.Opml)
        {
            if (!_files.TryGetValue(path, out ListFile? file))
                _files[path] = file = new ListFile(path);
            isChanged |= file.Look();
        }

        if (isChanged)
            Merge();
        return isChanged;
    }

    private void Merge()
    {
        List<string> findings = [];
        Dictionary<string, FeedAddress> feeds = new(StringComparer.Ordinal);
        List<FeedAddress> ordered = [];
        int over = 0;
        IEnumerable<FeedAddress> listed = options.Urls.Select(FeedAddress.TryParse).OfType<FeedAddress>().Concat(_files.Values.SelectMany(static file => file.Feeds));
        foreach (FeedAddress feed in listed)
        {
            if (feeds.ContainsKey(feed.Key))
                continue;
            if (ordered.Count == options.MaxFeeds)
            {
                over++;
                continue;
            }

            feeds.Add(feed.Key, feed);
            ordered.Add(feed);
        }

        findings.AddRange(_files.Values.SelectMany(static file => file.Findings));
        if (over > 0)
            findings.Add($"{over} feeds are left out: at most {options.MaxFeeds} are read (MaxFeeds)");
        FeedAddress[] inTheClear = [.. ordered.Where(static feed => feed.Credentials is not null && !FeedClient.MaySendCredentials(feed.Uri, feed.Uri))];
        if (inTheClear.Length > 0)
            findings.Add($"names and passwords are sent over https alone: not those of {inTheClear.Length} feeds, the first {inTheClear[0].Shown}");
        (Feeds, Findings) = (ordered, findings);
    }

    /// <summary>One file.</summary>
    private sealed class ListFile(string path)
    {
        private (DateTime Written, long Length)? _seen;

        public IReadOnlyList<FeedAddress> Feeds { get; private set; } = [];

        public IReadOnlyList<string> Findings { get; private set; } = [];

        public bool Look()
        {
            FileInfo file = new(path);
            (DateTime, long) now = file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
            if (now == _seen)
                return false;
            _seen = now;
            Read();
            return true;
        }

        private void Read()
        {
            string name = Path.GetFileName(path);
            try
            {
                using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                OpmlFile read = OpmlReader.Read(stream);
                if (read.Broken is not null)
                {
                    Findings = [$"{name}: cannot be read: {read.Broken}; what it named before is kept", .. Lines(name, read)];
                    return;
                }

                Feeds = [.. read.Feeds.Select(static feed => feed.Address)];
                string duplicates = read.Duplicates > 0 ? $", {read.Duplicates} of them named more than once" : string.Empty;
                Findings = [$"{name}: {Feeds.Count} feeds{duplicates}", .. Lines(name, read)];
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                Findings = [$"{name}: cannot be read: {unreadable.Message}; what it named before is kept"];
            }
        }

        private static IEnumerable<string> Lines(string name, OpmlFile read) => read.Faults.Select(fault => $"{name}: {fault}");
    }
}
