namespace RtmPipeline.Commands.Configuration;

/// <summary>One thing that is wrong in the configuration or a profile.</summary>
/// <param name="Origin">Where it stands: <c>file:line</c>, "environment" or "command line".</param>
/// <param name="Key">Key as <c>Section:Name</c>, or the path in a profile; empty when the whole file is at fault.</param>
/// <param name="Message">What is wrong, with the value and the limit; never a secret.</param>
internal sealed record ConfigurationFault(string Origin, string Key, string Message)
{
    /// <summary>Characters of a wrong value that are shown.</summary>
    public const int MaxShownValue = 80;

    public override string ToString() => Key.Length == 0 ? $"{Origin}: {Message}" : $"{Origin}: {Key} {Message}";

    /// <summary>A value as it can be printed on one line: quoted, cut, without control characters.</summary>
    public static string Show(string value)
    {
        string head = value.Length <= MaxShownValue ? value : value[..MaxShownValue] + "…";
        return string.Create(head.Length + 2, head, static (span, text) =>
        {
            span[0] = '"';
            span[^1] = '"';
            for (int i = 0; i < text.Length; i++)
                span[i + 1] = char.IsControl(text[i]) || char.IsSurrogate(text[i]) ? '\uFFFD' : text[i];
        });
    }
}

/// <summary>The configuration cannot be used; every fault is listed.</summary>
internal sealed class ConfigurationFaultsException(IReadOnlyList<ConfigurationFault> faults)
    : Exception(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<ConfigurationFault> Faults { get; } = faults;
}
