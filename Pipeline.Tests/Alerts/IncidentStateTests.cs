using System.Text;
using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Alerts.Retractions;
using RtmPipeline.Delivery;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;
using RtmPipeline.State;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Topology;

namespace RtmPipeline.Tests.Alerts;

/// <summary>A restored tracker says the same for ever after as the one whose state it has.</summary>
[Parallelizable]
internal sealed class IncidentStateTests
{
    private static readonly AlertOptions s_options = new() { OpportunityScore = 20, AlertScore = 30, DailyCap = 3, NamedPosts = 100, EvidenceTexts = true, UpdateSeconds = 30, AlertUpdateSeconds = 60 };

    private static readonly BrandProfile[] s_brands = [BrandProfile.Everything, BrandProfile.Everything with { Id = "second", Name = "Second" }];

    /// <summary>A tracker with all it has said since some time.</summary>
    private sealed class Told
    {
        public IncidentTracker Tracker { get; } = new(s_options, s_brands);

        public List<IncidentRevision> Revisions { get; } = [];

        public List<AlertDigest> Digests { get; } = [];

        public List<PostRetraction> Retractions { get; } = [];

        public byte[] State()
        {
            StateWriter state = new();
            Tracker.Save(state);
            return state.ToArray();
        }

        public Told Restored()
        {
            Told restored = new();
            StateReader reader = new(State());
            restored.Tracker.Load(reader);
            Assert.That(reader.IsAtEnd, Is.True);
            return restored;
        }

        /// <summary>Entries as they would be written, from some output of each kind on.</summary>
        public IEnumerable<string> Entries(int revisions = 0, int digests = 0, int retractions = 0)
        {
            OutputBatch batch = new(Revisions[revisions..], [], 0)
            {
                Digests = Digests[digests..],
                Retractions = [.. Retractions[retractions..].Select(r => r with { Place = r.Place - revisions })],
            };
            return new EntryNumbering().Compose(batch).Select(e => $"{e.Stream} {string.Join(' ', e.Values.Select(Encoding.UTF8.GetString))}");
        }
    }

    [TestCase(1UL)]
    [TestCase(2UL)]
    [TestCase(3UL)]
    public void Tracker_RestoredAtAnyCut_GoesOnTheSame(ulong seed)
    {
        Told whole = new();
        List<(Told Restored, int Revisions, int Digests, int Retractions)> cuts = [];
        int seen = 0;
        Run(seed, whole, others: cuts.Select(c => c.Restored), afterBatch: _ =>
        {
            // Cuts early, in the thick of it, and late.
            if (whole.Revisions.Count < seen)
                return;
            seen = whole.Revisions.Count + 15;
            Told restored = whole.Restored();
            SameState.Check(whole.Tracker, restored.Tracker);
            Assert.That(restored.State(), Is.EqualTo(whole.State()));
            cuts.Add((restored, whole.Revisions.Count, whole.Digests.Count, whole.Retractions.Count));
        });

        Assert.That(whole.Retractions, Is.Not.Empty, "the night has deletes of named posts");
        Assert.That(cuts, Has.Count.GreaterThan(3));
        byte[] last = whole.State();
        foreach ((Told restored, int revisions, int digests, int retractions) in cuts)
        {
            Assert.That(restored.Entries(), Is.EqualTo(whole.Entries(revisions, digests, retractions)));
            Assert.That(restored.State(), Is.EqualTo(last));
            SameState.Check(whole.Tracker, restored.Tracker);
        }
    }

    [Test]
    public void State_BrokenAnywhere_IsRefusedOrRead()
    {
        Told whole = new();
        byte[] state = [];
        Run(4, whole, others: [], afterBatch: _ => state = whole.Revisions.Count > 30 && state.Length == 0 ? whole.State() : state);
        Assert.That(state, Is.Not.Empty);
        int refused = 0;
        for (int length = 0; length < state.Length; length += 1 + (state.Length / 500))
            refused += IsRefused(state[..length]) ? 1 : 0;
        Assert.That(refused, Is.GreaterThan(400), "what is cut off is missed");

        var random = new Random(5);
        for (int i = 0; i < 3_000; i++)
        {
            byte[] flipped = [.. state];
            int at = random.Next(flipped.Length);
            flipped[at] ^= (byte)(1 << random.Next(8));
            IsRefused(flipped);
        }
    }

    [Test]
    public void State_OfOtherBrands_IsRefused()
    {
        Told whole = new();
        Assert.That(
            () => new IncidentTracker(s_options, [BrandProfile.Everything]).Load(new StateReader(whole.State())),
            Throws.TypeOf<StateFormatException>().With.Message.Contains("2 brands where 1 belong"));
    }

    [Test]
    public void Life_SavedAndLoadedBetweenAllTicks_IsTheSame()
    {
        Assert.That(Words(restores: true), Is.EqualTo(Words(restores: false)));

        static List<string> Words(bool restores)
        {
            IncidentRun run = new(new AlertOptions { DailyCap = 1, DigestHours = 1 });
            for (int minute = 0; minute < 120; minute++)
            {
                run.See(minute, IncidentRun.Event(40 + (minute % 30), founder: $"#dark{minute / 20}"), IncidentRun.Tragedy(founder: "#fire") with { IsOver = minute == 90 });
                if (minute % 7 == 0)
                    run.Forget(minute, new Post { Id = $"x:{minute % 5}", Action = PostAction.Delete, Source = "x", PostedAt = 0 });
                if (restores)
                    run.SaveAndLoad();
            }

            return [.. run.Out.Select(r => $"{r.Incident}.{r.Revision} {IncidentRun.Word(r)} {r.Time} {r.Score}"), .. run.Digests.Select(d => $"{d.Id} {d.Count}"), .. run.Retractions.Select(r => $"{r.Incident}.{r.Revision} {r.Posts[0]}")];
        }
    }

    private static bool IsRefused(byte[] state)
    {
        try
        {
            new IncidentTracker(s_options, s_brands).Load(new StateReader(state));
            return false;
        }
        catch (StateFormatException)
        {
            return true;
        }
    }

    /// <summary>Runs a simulated night with deletes of what was named, on one thread.</summary>
    private static void Run(ulong seed, Told whole, IEnumerable<Told> others, Action<int> afterBatch)
    {
        Stages stages = TestRun.Stages(new NowhereDelivery(), brands: s_brands);
        PostTagger tagger = stages.Brands.Current.Tagger;
        PostBatch batch = new(0);
        int deleted = 0;
        foreach (string line in SimulatedNight.Lines(seed, 0.001))
        {
            foreach (DecodedItem item in Decode(stages.Decoder, line))
                stages.Sequencer.Take(item, batch);
            if (batch.Posts.Count < 200)
                continue;
            for (; deleted + 1 < whole.Revisions.Count; deleted += 7)
            {
                foreach (Evidence post in whole.Revisions[deleted].Evidence.Take(1))
                    stages.Sequencer.Take(new DecodedItem(new Post { Id = post.Id, Action = PostAction.Delete, Source = post.Source, PostedAt = batch.StreamTime }, null), batch);
            }

            Process(stages, tagger, batch, [whole, .. others]);
            afterBatch((int)batch.Number);
            batch = new PostBatch(batch.Number + 1);
        }

        stages.Sequencer.Finish(batch);
        Process(stages, tagger, batch, [whole, .. others]);
    }

    private static void Process(Stages stages, PostTagger tagger, PostBatch batch, Told[] all)
    {
        TaggedBatch tags = new(batch.Number, [.. batch.Posts.Select(post => tagger.Tag(post))]);
        stages.Opportunities.Process(
            batch,
            tags,
            stages.Trends.Process(batch),
            tick =>
            {
                foreach (Told told in all)
                {
                    told.Tracker.Digest(tick.Time, told.Digests);
                    told.Tracker.Update(tick, told.Revisions);
                }
            },
            (change, now) =>
            {
                foreach (Told told in all)
                    told.Tracker.Forget(change, now, told.Revisions, told.Retractions);
            });
    }

    private static IEnumerable<DecodedItem> Decode(PostDecoder decoder, string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line);
        RawRecord record = new() { Form = RecordForm.Json, Bytes = bytes, Position = new RecordPosition("night", 1, 0) };
        using RawBatch raw = new([record], 1, null);
        return decoder.Decode(raw).Items;
    }
}
