namespace RtmPipeline.Tagging.Entities;

/// <summary>The word lists about names that are part of the program, line by line without comments and empty lines.</summary>
internal static class NameResource
{
    /// <param name="name">Name of the list: <c>gazetteer</c> or <c>given-names</c>.</param>
    /// <exception cref="ArgumentException">There is no list of that name.</exception>
    public static IEnumerable<string> Lines(string name)
    {
        using Stream resource = typeof(NameResource).Assembly.GetManifestResourceStream($"Entities/{name}.txt")
            ?? throw new ArgumentException($"no list of names is called '{name}'", nameof(name));
        using StreamReader reader = new(resource);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                yield return line;
        }
    }
}
