using RtmPipeline.Sources.Files.Follow;

namespace RtmPipeline.Commands.Configuration.Sources;

/// <summary>Reads the options of followed files.</summary>
internal static class FilesSection
{
    private const int MaxNameLength = 200;

    public static FilesOptions Read(OptionSection section)
    {
        FilesOptions defaults = new();
        FilesOptions options = new()
        {
            Paths = [.. section.Paths(nameof(FilesOptions.Paths), FilesOptions.MaxPaths).Select(Path.GetFullPath)],
            Exclude = section.Texts(nameof(FilesOptions.Exclude), [], 100, MaxNameLength, "a name with * and ?", static name => !name.Contains('/', StringComparison.Ordinal)),
            StartAtEnd = section.Word("StartAt", "beginning", "beginning", "end") == "end",
            Poll = section.Seconds("PollSeconds", defaults.Poll, TimeSpan.FromSeconds(0.1), TimeSpan.FromHours(1)),
            Stable = section.Seconds("StableSeconds", defaults.Stable, TimeSpan.Zero, TimeSpan.FromHours(1)),
            IdleClose = section.Seconds("IdleCloseSeconds", defaults.IdleClose, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
            MaxOpenFiles = section.Whole(nameof(FilesOptions.MaxOpenFiles), defaults.MaxOpenFiles, 1, 10_000, "files"),
            MaxFiles = section.Whole(nameof(FilesOptions.MaxFiles), defaults.MaxFiles, 1, 100_000, "files"),
            MaxLineBytes = section.Whole(nameof(FilesOptions.MaxLineBytes), defaults.MaxLineBytes, 1 << 10, 64 << 20, "bytes"),
        };
        if (options.Paths.Count == 0)
            section.Refuse(nameof(FilesOptions.Paths), "is empty; name at least one file, folder or pattern");
        return options;
    }
}
