using System.Diagnostics;
using NUnit.Framework;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Opportunities;
using RtmPipeline.State;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Opportunities.Saving;

internal sealed class ZMeasure
{
    [TestCase(0.002)]
    [TestCase(0.01)]
    public async Task Measure(double rate)
    {
        var clock = Stopwatch.StartNew();
        var lines = SimulatedNight.Lines(1, rate);
        var brands = BrandProfiles.Load([SharedData.Sample("crispo.yaml"), SharedData.Sample("aria.yaml")]);
        await TestContext.Out.WriteLineAsync($"{lines.Count} lines {clock.ElapsedMilliseconds}");
        clock.Restart();
        var stream = new JoinedStream(lines, brands);
        await TestContext.Out.WriteLineAsync($"{stream.Count} batches {clock.ElapsedMilliseconds}");
        clock.Restart();
        var finder = stream.Finder();
        for (int i = 0; i < stream.Count * 2 / 3; i++)
            stream.Give(i, finder, static _ => { });
        await TestContext.Out.WriteLineAsync($"given {clock.ElapsedMilliseconds}");
        StateWriter to = new();
        for (int i = 0; i < 8; i++)
        {
            to.Clear();
            clock.Restart();
            finder.Save(to);
            double save = clock.Elapsed.TotalMilliseconds;
            byte[] bytes = to.ToArray();
            var fresh = stream.Finder();
            clock.Restart();
            fresh.Load(new StateReader(bytes));
            double load = clock.Elapsed.TotalMilliseconds;
            await TestContext.Out.WriteLineAsync($"{bytes.Length} bytes save {save:0.0} load {load:0.0}");
            if (i == 0)
            {
                clock.Restart();
                SameState.Check(finder, fresh);
                await TestContext.Out.WriteLineAsync($"same {clock.ElapsedMilliseconds}");
            }
        }
    }
}
