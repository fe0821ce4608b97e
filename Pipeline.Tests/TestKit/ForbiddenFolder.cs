using RtmPipeline.State;

namespace RtmPipeline.Tests.TestKit;

/// <summary>A folder whose files belong to another user: they can be seen, and not be touched.</summary>
/// <param name="names">Its files.</param>
internal sealed class ForbiddenFolder(params string[] names) : IDurableFolder
{
    public string Path => "(forbidden)";

    public IReadOnlyList<string> List() => names;

    public byte[] Read(string name) => throw Refusal(name);

    public Stream OpenRead(string name) => throw Refusal(name);

    public IDurableFile Create(string name) => throw Refusal(name);

    public IDurableFile Append(string name) => throw Refusal(name);

    public void Rename(string name, string newName) => throw Refusal(name);

    public void Delete(string name) => throw Refusal(name);

    public void Flush() => throw Refusal(Path);

    public IDisposable Lock(string name) => throw Refusal(name);

    private static UnauthorizedAccessException Refusal(string name) => new($"Access to the path '{name}' is denied.");
}
