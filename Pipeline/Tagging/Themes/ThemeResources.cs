namespace RtmPipeline.Tagging.Themes;

/// <summary>The texts of this folder that are part of the program.</summary>
internal static class ThemeResources
{
    public const string Taxonomy = "Themes/Taxonomy.txt";

    public const string Words = "Themes/ThemeWords.txt";

    /// <exception cref="InvalidOperationException">The program was built without it.</exception>
    public static string Read(string name)
    {
        using Stream stream = typeof(ThemeResources).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program was built without '{name}'.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
