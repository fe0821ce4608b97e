using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Models;

namespace RtmPipeline.Commands.Configuration;

internal static class TaggingSection
{
    public static TaggingOptions Read(OptionSection section) =>
        new() { Models = section.Paths(nameof(TaggingOptions.Models), TextModels.Names.Count) };

    /// <returns>The models to go by; null for the shipped ones, which are then read when a stage needs them, and after a fault.</returns>
    public static TextModels? ReadModels(TaggingOptions options, List<ConfigurationFault> faults)
    {
        if (options.Models.Length == 0)
            return null;
        try
        {
            return TextModels.Load(options.Models);
        }
        catch (ModelFileException fault)
        {
            faults.Add(new ConfigurationFault("Tagging:Models", "", fault.Message));
        }
        return null;
    }
}
