using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Sources;

namespace RtmPipeline.Tests.Fuzzing;

/// <summary>Records of every format, damaged: each gives posts, rejections or something counted as passed over, and costs no other record anything.</summary>
[Parallelizable]
internal sealed class RecordFuzzTests
{
    /// <summary>
    /// Bytes allocated per byte of a JSON record. A short text is kept as UTF-16 beside its links, terms and signature; a repost may bring out once more for each element of a
    /// page what the response includes once; so the multiple is generous, and what it forbids is growth by powers.
    /// </summary>
    private const long JsonBytesEach = 200;

    /// <summary>Bytes allocated per byte of a feed: up to three readings of the document as UTF-16, mended in between, and its items' markup.</summary>
    private const long FeedBytesEach = 400;

    /// <summary>Bytes for anything: lists, buffers that are rented and stay with the thread, the dead letter's head.</summary>
    private const long Constant = 1 << 20;

    private static readonly RawRecord s_good = Outcomes.Record(FuzzSeeds.Json[0]);
    private static readonly RawRecord s_goodPage = Outcomes.Record(FuzzSeeds.Json[2], line: 3);

    [Test]
    public void Json_Damaged_IsDecodedRejectedOrPassedOver() => TryJson("json-invented", FuzzSeeds.Json);

    [Test]
    public void Json_OfRecordingsDamaged_IsDecodedRejectedOrPassedOver() => TryJson("json-recorded", FuzzSeeds.RecordedJson());

    [Test]
    public void Events_Damaged_AreDecodedRejectedOrPassedOver()
    {
        string[] names = ["update", "status.update", "delete", "message", "notification", "\u0000", "filters_changed", ""];
        FuzzRun.Try("events", one =>
        {
            byte[] seed = one.Random.Once(4) ? FuzzSeeds.Bytes("115000000000000001") : one.Random.Pick(FuzzSeeds.Json);
            one.Input = JsonMutations.Of(seed, one.Random, one.Random.Pick(FuzzSeeds.Json));
            Check(one, Outcomes.Record(one.Input, RecordForm.ServerSentEvent, one.Random.Pick(names), line: 2), JsonBytesEach);
        });
    }

    [Test]
    public void Feeds_Damaged_AreDecodedRejectedOrPassedOver() => TryXml("feeds-invented", FuzzSeeds.Feeds);

    [Test]
    public void Feeds_OfRecordingsDamaged_AreDecodedRejectedOrPassedOver() => TryXml("feeds-recorded", FuzzSeeds.RecordedFeeds());

    [Test]
    public void JsonFeeds_Damaged_AreDecodedRejectedOrPassedOver() => TryJson("json-feeds", FuzzSeeds.JsonFeeds);

    private static void TryJson(string target, byte[][] seeds) => FuzzRun.Try(target, one =>
    {
        byte[] other = one.Random.Pick(seeds);
        one.Input = one.Random.Once(3) ? Mutations.OfBytes(one.Random.Pick(seeds), one.Random, other) : JsonMutations.Of(one.Random.Pick(seeds), one.Random, other);
        Check(one, Outcomes.Record(one.Input, line: 2), JsonBytesEach);
    });

    private static void TryXml(string target, byte[][] seeds) => FuzzRun.Try(target, one =>
    {
        byte[] other = one.Random.Pick(seeds);
        one.Input = one.Random.Once(4) ? Mutations.OfBytes(one.Random.Pick(seeds), one.Random, other) : XmlMutations.Of(one.Random.Pick(seeds), one.Random, other);
        Check(one, Outcomes.Record(one.Input, RecordForm.Xml, line: 2), FeedBytesEach);
    });

    /// <summary>Alone, then between two sound records, which must come out as if it were not there: so the same input also has the same outcome twice.</summary>
    private static void Check(FuzzCase one, RawRecord damaged, long bytesEach)
    {
        DecodedBatch alone = one.Within((bytesEach * one.Input.Length) + Constant, () => Outcomes.Decode(damaged));
        Outcomes.Check(one, alone, records: 1);
        DecodedBatch among = Outcomes.Decode(s_good, damaged, s_goodPage);
        DecodedBatch expected = new();
        foreach (DecodedBatch part in (ReadOnlySpan<DecodedBatch>)[Outcomes.Decode(s_good), alone, Outcomes.Decode(s_goodPage)])
        {
            expected.Items.AddRange(part.Items);
            for (int i = 0; i < part.Ignored.Length; i++)
                expected.Ignored[i] += part.Ignored[i];
        }

        one.Require(Outcomes.DigestOf(among) == Outcomes.DigestOf(expected), "among sound records it, or they, have another outcome than alone");
    }
}
