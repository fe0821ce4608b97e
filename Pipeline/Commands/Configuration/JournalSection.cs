using RtmPipeline.Sources.Journal;

namespace RtmPipeline.Commands.Configuration;

internal static class JournalSection
{
    public static JournalOptions Read(OptionSection section)
    {
        JournalOptions defaults = new();
        JournalOptions options = new()
        {
            FlushMilliseconds = section.Whole(nameof(JournalOptions.FlushMilliseconds), defaults.FlushMilliseconds, 0, 1000, "milliseconds"),
            SegmentBytes = section.Whole(nameof(JournalOptions.SegmentBytes), defaults.SegmentBytes, 1L << 20, 1L << 30, "bytes"),
            MaxBytes = section.Whole(nameof(JournalOptions.MaxBytes), defaults.MaxBytes, 2L << 20, 1L << 40, "bytes"),
            KeepHours = section.Whole(nameof(JournalOptions.KeepHours), defaults.KeepHours, 0, 8760, "hours"),
        };
        if (options.MaxBytes < 2 * options.SegmentBytes)
            section.Refuse(nameof(JournalOptions.MaxBytes), $"is {options.MaxBytes}; it must be at least twice SegmentBytes, {options.SegmentBytes}");
        return options;
    }
}
