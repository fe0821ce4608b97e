using RtmPipeline.Posts;

namespace RtmPipeline.Commands.Configuration;

internal static class PostSection
{
    public static PostOptions Read(OptionSection section)
    {
        PostOptions defaults = new();
        PostOptions options = new()
        {
            MaxLineBytes = section.Whole(nameof(PostOptions.MaxLineBytes), defaults.MaxLineBytes, 1 << 10, 64 << 20, "bytes"),
            MaxDocumentBytes = section.Whole(nameof(PostOptions.MaxDocumentBytes), defaults.MaxDocumentBytes, 1 << 10, 1 << 30, "bytes"),
            MaxLatenessSeconds = section.Whole(nameof(PostOptions.MaxLatenessSeconds), defaults.MaxLatenessSeconds, 0, 86_400, "seconds"),
            MaxLeapHours = section.Whole(nameof(PostOptions.MaxLeapHours), defaults.MaxLeapHours, 1, 8_760, "hours"),
            MaxAgeHours = section.Whole(nameof(PostOptions.MaxAgeHours), defaults.MaxAgeHours, 1, 8_760, "hours"),
            DuplicateIds = section.Whole(nameof(PostOptions.DuplicateIds), defaults.DuplicateIds, 1000, 100_000_000, "ids"),
            CopySignatures = section.Whole(nameof(PostOptions.CopySignatures), defaults.CopySignatures, 1024, 1 << 24, "signatures"),
            CopyMemoryHours = section.Whole(nameof(PostOptions.CopyMemoryHours), defaults.CopyMemoryHours, 1, 720, "hours"),
        };
        if (options.MaxDocumentBytes < options.MaxLineBytes)
            section.Refuse(nameof(PostOptions.MaxDocumentBytes), $"is {options.MaxDocumentBytes}; it must be at least MaxLineBytes, {options.MaxLineBytes}");
        if (options.MaxLatenessSeconds > options.MaxLeapHours * 3600L)
            section.Refuse(nameof(PostOptions.MaxLatenessSeconds), $"is {options.MaxLatenessSeconds}; it must be at most MaxLeapHours, {options.MaxLeapHours} h");
        if (options.MaxLatenessSeconds > options.MaxAgeHours * 3600L)
            section.Refuse(nameof(PostOptions.MaxAgeHours), $"is {options.MaxAgeHours}; it must be at least MaxLatenessSeconds, {options.MaxLatenessSeconds} s");
        return options;
    }
}
