using System.Globalization;
using NUnit.Framework;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Tests.Trends.Growth;
using RtmPipeline.Trends.Growth;

namespace RtmPipeline.Tests.Commands.Training;

[Parallelizable]
internal sealed class TrainGrowthTests
{
    private ScratchFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new ScratchFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private static async Task<(int Code, string Errors)> RunAsync(string[] args)
    {
        StringWriter errors = new();
        int code = await Program.RunAsync(args, TextWriter.Null, errors);
        return (code, errors.ToString());
    }

    private string[] Files(int count) =>
    [
        .. InventedCascades.Of(count, 1).Select(c => _folder.Write(
            $"{c.Id}.txt",
            [
                string.Create(CultureInfo.InvariantCulture, $"{c.Seconds.Length - 1} {c.StartDays}"),
                .. c.Seconds.Select((s, i) => string.Create(CultureInfo.InvariantCulture, $"{s} {c.Followers[i]}")),
            ])),
    ];

    [Test]
    public async Task Cascades_GiveAModelAndItsCard()
    {
        string model = _folder.PathOf("mine.json");
        (int code, string errors) = await RunAsync(["train", "growth", .. Files(22), "--out", model]);

        Assert.That(code, Is.Zero, errors);
        await using FileStream stream = File.OpenRead(model);
        Assert.That(GrowthModel.Read(stream, model).Cascades!.Anchors, Has.Length.EqualTo(GrowthTrainer.UsualTimes.Count));
        string card = await File.ReadAllTextAsync(_folder.PathOf("mine.md"));
        Assert.That(card, Does.Contain("22 cascades of").And.Contains("| 24 h |"));
    }

    [Test]
    public async Task TooFewCascades_AreRefusedWithTheirNumber()
    {
        (int code, string errors) = await RunAsync(["train", "growth", .. Files(3), "--out", _folder.PathOf("mine.json")]);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("3 cascades are too few"));
    }
}
