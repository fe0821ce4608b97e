using System.CommandLine;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Tagging.Brands;

namespace RtmPipeline.Commands;

/// <summary>Checks the configuration and the brand profiles without starting anything.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        Command command = new("validate", "Checks the configuration and the brand profiles, and prints every fault at once.");
        CommandSettings settings = new(command);
        command.SetAction(parse => Run(settings.Load(parse), parse.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(PipelineSettings settings, TextWriter output)
    {
        foreach (KnownOption option in settings.Options)
            output.WriteLine(option.Origin is null ? $"{option.Key} = {option.InForce}" : $"{option.Key} = {option.InForce}  ({option.Origin})");
        foreach (BrandProfile profile in settings.Profiles)
        {
            output.WriteLine($"brand {profile.Id} ({profile.Name}): {Summarize(profile)}");
            if (!profile.WatchesEverything)
                output.WriteLine($"  {BrandLine.Of(profile)}");
        }
        return ExitCode.Done;
    }

    private static string Summarize(BrandProfile profile)
    {
        if (profile.WatchesEverything)
            return "watches everything, as no profile is given";
        int naming = profile.Names.Length + profile.Products.Length + profile.Handles.Length + profile.Hashtags.Length + profile.People.Length;
        string languages = profile.Languages.Length == 0 ? "all languages" : string.Join(", ", profile.Languages);
        return $"{naming} names, {profile.Competitors.Length} competitors, "
            + $"{profile.Field.Length} words of its field, {profile.OutOfField.Length} out of it, {languages}";
    }
}
