using RtmPipeline.Commands.Configuration;

namespace RtmPipeline.Commands.Training;

/// <summary>
/// Reads a recipe: a YAML file whose <c>sets</c> names the labelled sets of one model. A path that begins with "./" is relative to the recipe's folder, any
/// other to the folder of the data. Every fault is named with its line; unknown keys are faults.
/// </summary>
internal static class RecipeReader
{
    /// <summary>Most sets in a recipe.</summary>
    public const int MaxSets = 200;

    /// <param name="file">The recipe.</param>
    /// <param name="dataFolder">Folder of the data; null for the recipe's own.</param>
    /// <param name="kind">The model it is for.</param>
    /// <param name="faults">Takes what is wrong; the answer is then not to be used.</param>
    public static IReadOnlyList<SetRecipe> Read(string file, string? dataFolder, ModelKind kind, List<ConfigurationFault> faults)
    {
        if (SettingsFile.Read(file, faults) is not { } root)
            return [];
        SettingsNode? sets = null;
        foreach (SettingsMember member in root.Members)
        {
            if (member.Name == "sets")
                sets = member.Node;
            else
                faults.Add(new ConfigurationFault($"{file}:{member.Line}", member.Name, "is not a known key; a recipe has sets"));
        }
        if (sets is not { Kind: SettingsNodeKind.List, Items.Count: > 0 and <= MaxSets })
        {
            faults.Add(new ConfigurationFault($"{file}:{sets?.Line ?? root.Line}", "sets", $"must be a list of 1 to {MaxSets} labelled sets"));
            return [];
        }
        var paths = new RecipePaths(Path.GetDirectoryName(Path.GetFullPath(file))!, dataFolder);
        List<SetRecipe> recipes = [];
        for (int i = 0; i < sets.Items.Count; i++)
        {
            var section = new RecipeSection(file, $"sets[{i}]", sets.Items[i], faults);
            if (section.IsMap() && SetReader.Read(section, paths, kind) is { } recipe)
                recipes.Add(recipe);
        }
        return recipes;
    }
}

/// <summary>Where the paths of a recipe begin.</summary>
/// <param name="recipeFolder">Folder of the recipe.</param>
/// <param name="dataFolder">Folder of the data; null for the recipe's own.</param>
internal sealed class RecipePaths(string recipeFolder, string? dataFolder)
{
    public string Of(string path) =>
        path.StartsWith("./", StringComparison.Ordinal) ? Path.Combine(recipeFolder, path[2..]) : Path.Combine(dataFolder ?? recipeFolder, path);
}
