using RtmPipeline.Tagging.Brands;

namespace RtmPipeline.Commands.Configuration;

internal static class BrandSection
{
    public static BrandOptions Read(OptionSection section) => new()
    {
        Files = section.Paths(nameof(BrandOptions.Files), BrandProfiles.MaxProfiles),
        ReloadSeconds = section.Whole(nameof(BrandOptions.ReloadSeconds), new BrandOptions().ReloadSeconds, 0, 3_600, "seconds (0 means never)"),
    };
}
