using System.IO.Enumeration;

namespace RtmPipeline.Sources.Files.Follow;

/// <summary>A file that the configured paths name.</summary>
internal readonly record struct FoundFile(string Path, FileLook Look);

/// <summary>What one look at all configured paths found.</summary>
/// <param name="Files">Files, each path once, in the order of the configuration and of names.</param>
/// <param name="Troubles">What could not be looked at or is refused, a path with its reason each; at most <see cref="PathScan.MaxTroubles"/>.</param>
/// <param name="Refused">Pipes, sockets and devices.</param>
/// <param name="Missing">Configured paths under which nothing is.</param>
/// <param name="Beyond">Files beyond the limit.</param>
internal sealed record PathScanResult(IReadOnlyList<FoundFile> Files, IReadOnlyList<string> Troubles, int Refused, IReadOnlyList<string> Missing, int Beyond);

/// <summary>
/// Looks which files there are: a path may be a file, a folder (the files right in it), or a pattern with <c>*</c> and <c>?</c> in any of its parts and <c>**</c> for folders of
/// any depth. Names that begin with a dot are passed over where a pattern or a folder finds them, as shells do: half-written files are named so. Links to files are followed,
/// links to folders below <c>**</c> too, up to <see cref="MaxDepth"/>.
/// </summary>
/// <param name="paths">Full paths.</param>
/// <param name="exclude">Patterns of names that are passed over.</param>
/// <param name="maxFiles">Most files.</param>
/// <param name="disk">Where they are.</param>
internal sealed class PathScan(IReadOnlyList<string> paths, IReadOnlyList<string> exclude, int maxFiles, IFollowedDisk disk)
{
    /// <summary>Troubles that are kept; there may be as many as files.</summary>
    public const int MaxTroubles = 20;

    /// <summary>Depth of folders below a <c>**</c>.</summary>
    public const int MaxDepth = 16;

    private const string AnyDepth = "**";

    public PathScanResult Run()
    {
        Pass pass = new(this);
        foreach (string path in paths)
            pass.Take(path);
        return new PathScanResult(pass.Files, pass.Troubles, pass.Refused, pass.Missing, pass.Beyond);
    }

    private static bool IsPattern(string part) => part.AsSpan().ContainsAny('*', '?');

    private bool IsPassedOver(string name) => name.StartsWith('.') || exclude.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));

    private sealed class Pass(PathScan scan)
    {
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

        public List<FoundFile> Files { get; } = [];

        public List<string> Troubles { get; } = [];

        public List<string> Missing { get; } = [];

        public int Refused { get; private set; }

        public int Beyond { get; private set; }

        public void Take(string path)
        {
            int before = _seen.Count;
            int troubles = Troubles.Count;
            if (IsPattern(path))
            {
                string root = Path.GetPathRoot(path) ?? string.Empty;
                Walk(root, path[root.Length..].Split(['/', Path.DirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries), 0);
            }
            else if (Look(path) is { Sort: FileSort.Folder })
            {
                Walk(path, ["*"], 0);
            }
            else
            {
                Add(path);
            }

            if (_seen.Count == before && Troubles.Count == troubles && (IsPattern(path) || Look(path) is null))
                Missing.Add(path);
        }

        private void Walk(string folder, ReadOnlySpan<string> parts, int depth)
        {
            string part = parts[0];
            if (!IsPattern(part))
            {
                Enter(Path.Combine(folder, part), parts[1..], depth);
                return;
            }

            if (part == AnyDepth)
                Walk(folder, parts.Length > 1 ? parts[1..] : ["*"], depth);
            foreach (string name in NamesIn(folder))
            {
                if (scan.IsPassedOver(name))
                    continue;
                string path = Path.Combine(folder, name);
                if (part == AnyDepth && depth < MaxDepth && Look(path) is { Sort: FileSort.Folder })
                    Walk(path, parts, depth + 1);
                else if (part != AnyDepth && FileSystemName.MatchesSimpleExpression(part, name, ignoreCase: false))
                    Enter(path, parts[1..], depth);
            }
        }

        private void Enter(string path, ReadOnlySpan<string> rest, int depth)
        {
            if (rest.Length == 0)
                Add(path);
            else if (Look(path) is { Sort: FileSort.Folder })
                Walk(path, rest, depth);
        }

        private void Add(string path)
        {
            if (Look(path) is not { Sort: not FileSort.Folder } look || !_seen.Add(path))
                return;
            if (look.Sort == FileSort.Other)
            {
                Refused++;
                Trouble(path, "is a pipe, a socket or a device, not a file");
            }
            else if (Files.Count == scan.MaxFiles)
            {
                Beyond++;
            }
            else
            {
                Files.Add(new FoundFile(path, look));
            }
        }

        private FileLook? Look(string path)
        {
            try
            {
                return scan.Disk.Look(path);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                Trouble(path, FileTrouble.ReasonOf(fault));
                return null;
            }
        }

        private string[] NamesIn(string folder)
        {
            try
            {
                string[] names = [.. scan.Disk.Names(folder)];
                Array.Sort(names, StringComparer.Ordinal);
                return names;
            }
            catch (DirectoryNotFoundException)
            {
                return [];
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                Trouble(folder, FileTrouble.ReasonOf(fault));
                return [];
            }
        }

        private void Trouble(string path, string reason)
        {
            if (Troubles.Count < MaxTroubles)
                Troubles.Add($"{path}: {reason}");
        }
    }

    private int MaxFiles => maxFiles;

    private IFollowedDisk Disk => disk;
}

/// <summary>Faults of a disk in words.</summary>
internal static class FileTrouble
{
    public static string ReasonOf(Exception fault) => fault switch
    {
        UnauthorizedAccessException => "it may not be read",
        FileNotFoundException or DirectoryNotFoundException => "it is gone",
        _ => $"the disk failed: {fault.GetType().Name}",
    };
}
