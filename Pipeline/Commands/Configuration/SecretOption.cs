using System.Text;

namespace RtmPipeline.Commands.Configuration;

/// <summary>
/// Reads a secret. The environment may hold it (<c>RTM__Redis__Password</c>), or a file that a <c>…File</c> key names, as orchestrators mount them.
/// Configuration files are committed and command lines are listed by other processes, so a secret there is refused.
/// </summary>
internal static class SecretOption
{
    /// <summary>Longest secret, in bytes.</summary>
    public const int MaxBytes = 4096;

    /// <summary>Longest file of several secrets, in bytes.</summary>
    public const int MaxManyBytes = 1 << 20;

    public static string? Read(OptionReader reader, string key) => Read(reader, key, MaxBytes, isOneLine: true);

    private static string? Read(OptionReader reader, string key, int maxBytes, bool isOneLine)
    {
        string fileKey = key + "File";
        string? inPlace = InPlace(reader, key);
        string? path = reader.FindPath(fileKey, out string origin);
        if (inPlace is not null && path is not null)
            reader.Fault(origin, fileKey, $"and {key} are both set; use one of them");
        string? secret = path is null ? inPlace : FromFile(reader, fileKey, path, origin, maxBytes, isOneLine);
        bool isSet = inPlace is not null;
        reader.Know(new KnownOption(key, "\"\"", isSet ? "set" : "not set", isSet ? "environment" : null));
        reader.Know(new KnownOption(fileKey, "\"\"", path ?? "not set", path is null ? null : origin));
        return secret;
    }

    /// <summary>As <see cref="Read"/>, for several secrets: the file may have many lines, and be long.</summary>
    public static string? ReadMany(OptionReader reader, string key) => Read(reader, key, MaxManyBytes, isOneLine: false);

    /// <summary>The file that a secret comes from, for those who read it again when it changes.</summary>
    public static string? FileOf(OptionReader reader, string key) => reader.FindPath(key + "File", out _);

    private static string? InPlace(OptionReader reader, string key)
    {
        if (reader.Find(key) is not var (layer, value) || string.IsNullOrEmpty(value.Text))
            return null;
        if (layer.MaySetSecrets)
            return value.Text;
        string variable = SettingsLayer.EnvironmentPrefix + key.Replace(":", "__", StringComparison.Ordinal);
        reader.Fault(
            layer.OriginOf(value), key, $"is a secret and must not stand here; set the environment variable {variable}, or name a file with {key}File");
        return null;
    }

    private static string? FromFile(OptionReader reader, string fileKey, string path, string origin, int maxBytes, bool isOneLine)
    {
        string why;
        try
        {
            using FileStream file = File.OpenRead(path);
            byte[] bytes = new byte[maxBytes + 1];
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            string secret = Encoding.UTF8.GetString(bytes, 0, length).TrimEnd('\r', '\n');
            if (length <= maxBytes && secret.Length > 0 && !(isOneLine && secret.Any(char.IsControl)))
                return secret;
            why = secret.Length == 0 ? "is empty" : isOneLine ? $"must hold one line of at most {maxBytes} bytes" : $"must hold at most {maxBytes} bytes";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            why = SettingsFile.WhyUnreadable(path, unreadable);
        }
        reader.Fault(origin, fileKey, $"names {ConfigurationFault.Show(path)}: {why}");
        return null;
    }
}
