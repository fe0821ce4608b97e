using System.Text;

namespace RtmPipeline.Posts.News;

/// <summary>Encodings from before Unicode, as the web means their names (WHATWG Encoding, section 4.2): the larger sets that grew out of those named.</summary>
internal static class LegacyEncodings
{
    /// <summary>Null when the name is unknown, or a form of Unicode.</summary>
    /// <param name="name">In lower case.</param>
    public static Encoding? Named(string name) => name switch
    {
        "gb2312" or "gbk" or "gb18030" or "gb_2312-80" or "cp936" => CodePage(54936),
        "euc-kr" or "ks_c_5601-1987" or "ksc5601" or "cp949" => CodePage(949),
        "tis-620" or "iso-8859-11" => CodePage(874),
        "iso-8859-9" or "latin5" => CodePage(1254),
        _ when name.StartsWith("utf", StringComparison.Ordinal) || name.Contains("ucs", StringComparison.Ordinal) => null,
        _ => CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback),
    };

    public static Encoding CodePage(int number) =>
        CodePagesEncodingProvider.Instance.GetEncoding(number, EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback)
        ?? throw new InvalidOperationException($"the runtime lacks code page {number}");

    /// <summary>As <see cref="CodePage"/>; bytes that do not fit become U+FFFD.</summary>
    public static Encoding Lenient(int number) => Lenient(CodePage(number));

    /// <summary>The same encoding, in which bytes that do not fit become U+FFFD.</summary>
    public static Encoding Lenient(Encoding strict)
    {
        Encoding lenient = (Encoding)strict.Clone();
        lenient.DecoderFallback = new DecoderReplacementFallback("\uFFFD");
        return lenient;
    }
}
