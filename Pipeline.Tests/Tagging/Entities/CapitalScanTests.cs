using NUnit.Framework;
using RtmPipeline.Tagging.Entities;

namespace RtmPipeline.Tests.Tagging.Entities;

public sealed class CapitalScanTests
{
    [TestCase("so Ana Ruiz left", "Ana Ruiz")]
    [TestCase("so Ana, Ruiz left", "Ana|Ruiz")]
    [TestCase("so Juan de la Cruz left", "Juan de la Cruz")]
    [TestCase("so Juan de casa left", "Juan")]
    [TestCase("by J. K. Marlow", "J K Marlow")]
    [TestCase("by Dr. Marlow", "Dr Marlow")]
    [TestCase("by Anna-Maria O'Hara", "Anna Maria O'Hara")]
    [TestCase("de Álvaro Ñuñez", "Álvaro Ñuñez")]
    [TestCase("see @Ana and https://x.example/Ana", "")]
    [TestCase("the first #AnaRuiz", "#AnaRuiz")]
    [TestCase("First words alone", "")]
    [TestCase("iPhone and eBay", "")]
    public void Text_HasTheRuns(string text, string expected) => Assert.That(string.Join('|', Runs(text)), Is.EqualTo(expected));

    [TestCase("Ana ")]
    [TestCase("Juan de la ")]
    [TestCase("A-")]
    [TestCase("Dr. ")]
    [TestCase("x Ana de ")]
    public void LongText_IsReadOncePerCharacter(string piece)
    {
        string text = string.Concat(Enumerable.Repeat(piece, 25_000 / piece.Length));
        CapitalScan scan = new(text, stackalloc NameToken[CapitalScan.MaxTokens], NameKnowledge.Shipped);
        int runs = 0;
        int characters = 0;
        int lastEnd = 0;
        while (scan.MoveNext())
        {
            runs++;
            Assert.That(scan.Start, Is.GreaterThanOrEqualTo(lastEnd));
            lastEnd = scan.End;
            foreach (NameToken token in scan.Tokens)
                characters += token.Length;
        }
        Assert.That(runs, Is.LessThanOrEqualTo(text.Length));
        Assert.That(characters, Is.LessThanOrEqualTo(text.Length));
    }

    private static List<string> Runs(string text)
    {
        List<string> runs = [];
        CapitalScan scan = new(text, stackalloc NameToken[CapitalScan.MaxTokens], NameKnowledge.Shipped);
        while (scan.MoveNext())
        {
            List<string> words = [];
            foreach (NameToken token in scan.Tokens)
                words.Add(text[token.Start..token.End]);
            runs.Add(scan.IsHashtag ? text[scan.Start..scan.End] : string.Join(' ', words));
        }
        return runs;
    }
}
