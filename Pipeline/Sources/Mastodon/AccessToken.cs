using System.Text;

namespace RtmPipeline.Sources.Mastodon;

/// <summary>The token in force: of one that stands in a file, the file says.</summary>
/// <param name="value">As it was when the program began.</param>
/// <param name="file">File with the token in one line; null where there is none.</param>
internal sealed class AccessToken(string value, string? file)
{
    private const int MaxBytes = 4096;

    private readonly Lock _gate = new();
    private string _value = value;

    /// <summary>True when another token may come without a restart.</summary>
    public bool MayChange => file is not null;

    public string Value
    {
        get
        {
            lock (_gate)
                return _value;
        }
    }

    /// <summary>Looks into the file. While it cannot be read or holds no token, as while it is written, the token before stays in force.</summary>
    /// <returns>True when there is another token.</returns>
    public bool Refresh()
    {
        if (file is null || ReadFile(file) is not { } read)
            return false;
        lock (_gate)
        {
            bool isOther = read != _value;
            _value = read;
            return isOther;
        }
    }

    private static string? ReadFile(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            byte[] bytes = new byte[MaxBytes + 1];
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            string token = Encoding.UTF8.GetString(bytes, 0, length).TrimEnd('\r', '\n');
            return length <= MaxBytes && token.Length > 0 && !token.Any(char.IsControl) ? token : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
