using System.Formats.Tar;
using System.IO.Compression;
using NUnit.Framework;

namespace RtmPipeline.Tests.TestKit;

/// <summary>Recorded data that lives beside the project, in <c>../shared/data</c>, and is never part of it.</summary>
internal static class SharedData
{
    /// <summary>Path below the shared data; the running test is skipped with a message where the data is absent.</summary>
    public static string Require(params string[] parts)
    {
        string path = Path.Combine([RepositoryRoot, "..", "shared", "data", .. parts]);
        if (!Path.Exists(path))
            Assert.Ignore($"needs ../shared/data/{string.Join('/', parts)}, which is not here");
        return Path.GetFullPath(path);
    }

    /// <summary>Path and content of every file in a gzipped tar archive, one by one.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Unpack(string archive)
    {
        using FileStream file = File.OpenRead(archive);
        using GZipStream unzipped = new(file, CompressionMode.Decompress);
        using TarReader tar = new(unzipped);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is TarEntryType.Directory)
                continue;
            using MemoryStream bytes = new();
            entry.DataStream?.CopyTo(bytes);
            yield return (entry.Name, bytes.ToArray());
        }
    }

    /// <summary>A sample brand profile that ships with the project.</summary>
    public static string Sample(string brand) => Path.Combine(RepositoryRoot, "deploy", "brands", brand);

    /// <summary>The folder that holds <c>RtmPipeline.sln</c>.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "RtmPipeline.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException($"no RtmPipeline.sln above {AppContext.BaseDirectory}");
    }
}
