using System.Text;

namespace RtmPipeline.Commands.Configuration;

/// <summary>Reads one configuration or profile file. What cannot be read is a fault in the list, never an exception.</summary>
internal static class SettingsFile
{
    /// <summary>Longest file read, in bytes. The largest sensible one, a profile with full lists, is under a tenth of it.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>Deepest nesting of sections and lists; ours need three levels.</summary>
    public const int MaxDepth = 16;

    /// <summary>Most values in a file; a profile with full lists has some 5,000.</summary>
    public const int MaxNodes = 20_000;

    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>The root, a map (empty for an empty file); null after a fault.</returns>
    public static SettingsNode? Read(string path, List<ConfigurationFault> faults)
    {
        string? text = ReadText(path, faults);
        if (text is null)
            return null;
        SettingsNode? root = IsJson(path, text) ? JsonSettings.Parse(text, out SettingsSyntaxFault? fault) : YamlSettings.Parse(text, out fault);
        if (fault is not null)
        {
            faults.Add(new ConfigurationFault($"{path}:{fault.Line}", "", fault.Message));
            return null;
        }
        if (root is null || root.Kind == SettingsNodeKind.Null)
            return new SettingsNode(SettingsNodeKind.Map, 1);
        if (root.Kind == SettingsNodeKind.Map)
            return root;
        faults.Add(new ConfigurationFault($"{path}:{root.Line}", "", $"must hold keys with values, but it is {root.Describe()}"));
        return null;
    }

    private static string? ReadText(string path, List<ConfigurationFault> faults)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            byte[] bytes = new byte[MaxBytes + 1];
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length <= MaxBytes)
                return s_strictUtf8.GetString(bytes, 0, length).TrimStart('\uFEFF');
            faults.Add(new ConfigurationFault(path, "", $"is longer than {MaxBytes} bytes"));
        }
        catch (DecoderFallbackException)
        {
            faults.Add(new ConfigurationFault(path, "", "is not UTF-8 text"));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            faults.Add(new ConfigurationFault(ConfigurationFault.Show(path), "", WhyUnreadable(path, unreadable)));
        }
        return null;
    }

    /// <summary>Why a file could not be opened; the system's own message would repeat the path, and differs between systems.</summary>
    public static string WhyUnreadable(string path, Exception failure) => failure switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        UnauthorizedAccessException when Directory.Exists(path) => "is a folder, not a file",
        UnauthorizedAccessException => "may not be read by this user",
        ArgumentException or NotSupportedException => "is not a path",
        _ => "cannot be read",
    };

    /// <summary>The ending decides; without a known one, the first character does.</summary>
    private static bool IsJson(string path, string text) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".JSON" => true,
        ".YAML" or ".YML" => false,
        _ => text.AsSpan().TrimStart() is ['{', ..],
    };
}
