using System.Globalization;
using System.Text;

namespace RtmPipeline.Tests.Kills.Audit;

/// <summary>One entry of a stream as it stands in Redis.</summary>
/// <param name="Id">Id of the entry, <c>MS-N</c>.</param>
/// <param name="Fields">Names and values in their order.</param>
internal sealed record AuditedEntry(string Id, IReadOnlyList<(string Name, byte[] Value)> Fields)
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The output's own id, the same on every run; empty where the entry has none.</summary>
    public string OutputId => Text("id");

    /// <summary>The running number in its stream; -1 where it is none.</summary>
    public long Seq => long.TryParse(Text("seq"), NumberStyles.None, CultureInfo.InvariantCulture, out long seq) ? seq : -1;

    /// <summary>Everything there is to the entry, byte for byte: equal texts are equal entries.</summary>
    public string Whole => $"{Id} {string.Join(' ', Fields.Select(one => $"{one.Name}={Printed(one.Value)}"))}";

    /// <summary>A field as text; empty where it is missing.</summary>
    public string Text(string name)
    {
        foreach ((string found, byte[] value) in Fields)
        {
            if (found == name)
                return Encoding.UTF8.GetString(value);
        }

        return string.Empty;
    }

    /// <summary>As text where the bytes are text, so that a difference can be read.</summary>
    private static string Printed(byte[] value)
    {
        try
        {
            return s_strict.GetString(value);
        }
        catch (DecoderFallbackException)
        {
            return $"0x{Convert.ToHexString(value)}";
        }
    }
}
