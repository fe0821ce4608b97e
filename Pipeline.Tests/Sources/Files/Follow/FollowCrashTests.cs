using NUnit.Framework;

namespace RtmPipeline.Tests.Sources.Files.Follow;

/// <summary>Random appends in random pieces, rotations by rename, and crashes at any record, against the true list of lines.</summary>
internal sealed class FollowCrashTests
{
    [Test]
    public async Task AppendsRotationsAndCrashes_GiveEachLineOnce([Range(1, 12)] int seed)
    {
        Random random = new(seed);
        await using FollowRun run = new() { AcceptsAtOnce = false };
        List<string> lines = [];
        string pending = string.Empty;
        int rotations = 0;
        await run.BeginAsync();
        for (int step = 0; step < 60; step++)
        {
            switch (random.Next(10))
            {
                case < 5:
                    string text = pending + string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => NewLine(lines, random)));
                    int cut = random.Next(text.Length + 1);
                    run.Append("a.log", text[..cut]);
                    pending = text[cut..];
                    break;
                case 5:
                    run.Append("a.log", pending);
                    pending = string.Empty;
                    if (File.Exists(run.PathOf("a.log")))
                        File.Move(run.PathOf("a.log"), run.PathOf($"a.log.{++rotations}"));
                    break;
                case 6:
                    run.DieAfter(random.Next(6));
                    await run.PollAsync();
                    await run.RestartAsync();
                    break;
                case 7:
                    run.AcceptSome(random.Next(6));
                    run.Source.Remember();
                    break;
                default:
                    await run.PollAsync();
                    break;
            }
        }

        run.Append("a.log", pending);
        await run.RestartAsync();
        await run.PollAsync(2);
        Assert.That(run.Texts, Is.EquivalentTo(lines));
    }

    private static string NewLine(List<string> lines, Random random)
    {
        lines.Add($"{lines.Count} {new string('é', random.Next(40))}");
        return lines[^1] + "\n";
    }
}
