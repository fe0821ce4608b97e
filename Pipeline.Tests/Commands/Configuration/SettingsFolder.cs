namespace RtmPipeline.Tests.Commands.Configuration;

/// <summary>A folder of its own for a test's configuration files, gone afterwards.</summary>
internal sealed class SettingsFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rtm-settings-");

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Writes a file and answers its path.</summary>
    public string Write(string name, string text)
    {
        string path = PathOf(name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
