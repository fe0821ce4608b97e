using FsCheck;
using FsCheck.Fluent;

namespace RtmPipeline.Tests.Tagging.Text;

/// <summary>Texts made of what trips scanners: signs, halves of characters, invisible characters, words of the lexicon and of profiles.</summary>
internal static class TextGen
{
    public static Gen<string> Any { get; } = Gen.Elements(
        "#", "@", " ", "\n", ".", "'", "_", "-", "é", "e\u0301", "ß", "\uD83D", "\uDE00", "🏈", "\u200B", "\uFEFF", "＃", "＠", "0", "12", "2019", "%", "http://", "www.", "\0",
        "super", "Bowl", "SuperBowl", "dead", "killer app", "terremoto", "muerto de risa", "Crispo", "milk", "ABC", "x.y", "Ж", "字", "\u0300").ListOf().Select(string.Concat);
}
