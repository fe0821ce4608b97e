using NUnit.Framework;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Topology.Poison;

/// <summary>Real processes that die without a word.</summary>
internal sealed class DyingProcessTests
{
    [TestCase(DyingProcess.FailFast)]
    [TestCase(DyingProcess.Overflow)]
    public async Task RecordThatKillsTheProcess_IsSetAsideAfterThreeDeaths(string death)
    {
        const int line = 305;
        using ScratchFolder folder = new();
        List<int> codes = [];
        string output = "";
        for (int start = 1; start <= 4; start++)
        {
            (int code, output) = await DyingProcess.StartAsync(folder.PathOf("state"), death, line);
            codes.Add(code);
        }

        Assert.That(codes.Take(3), Has.None.EqualTo(0));
        Assert.That((codes[3], output), Is.EqualTo((0, $"{line}")));
    }
}
