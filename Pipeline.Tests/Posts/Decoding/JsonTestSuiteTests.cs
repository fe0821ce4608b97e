using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Posts.Decoding;

internal sealed class JsonTestSuiteTests
{
    /// <summary>Documents without any value, which are blank records to us.</summary>
    private static readonly string[] s_blank = ["n_structure_no_data.json", "n_single_space.json", "n_structure_UTF8_BOM_no_data.json"];

    [Test]
    public void Suite_OfParsingCases_IsJudgedAsTheSuiteSays()
    {
        string path = SharedData.Require("jsontestsuite", "jsontestsuite.tar.gz");
        List<string> wrong = [];
        int cases = 0;
        foreach ((string name, byte[] bytes) in Entries(path))
        {
            DecodedBatch batch = Decoded.Records(Decoded.Record(bytes));
            bool isInvalid = batch.Items.Any(item => item.Rejection?.Reason == RejectReason.InvalidJson);
            bool isWrong = name[0] switch
            {
                'y' => isInvalid,
                'n' => !isInvalid && !(s_blank.Contains(name) && batch.Ignored[(int)IgnoreReason.KeepAlive] == 1),
                _ => false,
            };
            cases++;
            if (isWrong)
                wrong.Add(name);
        }

        Assert.That((cases, string.Join(' ', wrong)), Is.EqualTo((318, "")));
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Entries(string archive) =>
        from file in SharedData.Unpack(archive)
        where file.Name.StartsWith("test_parsing/", StringComparison.Ordinal)
        select (Path.GetFileName(file.Name), file.Bytes);
}
