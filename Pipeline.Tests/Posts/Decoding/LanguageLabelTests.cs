using System.Text;
using NUnit.Framework;
using RtmPipeline.Posts.Decoding;

namespace RtmPipeline.Tests.Posts.Decoding;

internal sealed class LanguageLabelTests
{
    [TestCase("en", "en")]
    [TestCase("EN", "en")]
    [TestCase("pt-BR", "pt")]
    [TestCase("zh_Hant", "zh")]
    [TestCase("ckb", "ckb")]
    [TestCase("iw", "he")]
    [TestCase("in", "id")]
    [TestCase("und", null)]
    [TestCase("zxx", null)]
    [TestCase("art", null)]
    [TestCase("qme", null)]
    [TestCase("xx", null)]
    [TestCase("english", null)]
    [TestCase("e", null)]
    [TestCase("", null)]
    [TestCase("e1", null)]
    [TestCase("ñ", null)]
    public void Label_OfAPlatform_NamesALanguageOrNone(string label, string? expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(label);
        Assert.That(LanguageLabel.Read(bytes, new RawText(0, bytes.Length, RawKind.Plain)), Is.EqualTo(expected));
    }
}
