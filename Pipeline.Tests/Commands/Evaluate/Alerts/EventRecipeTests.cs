using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Commands.Evaluate.Alerts;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands.Evaluate.Alerts;

internal sealed class EventRecipeTests
{
    private ScratchFolder _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new ScratchFolder();
        _folder.Write("posts.jsonl", ["{}"]);
        _folder.Write("2013_Big_storm.txt", ["1"]);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private (EventRecipe Recipe, string[] Faults) Read(params string[] lines)
    {
        List<ConfigurationFault> faults = [];
        string file = _folder.Write("recipe.yaml", lines);
        EventRecipe recipe = EventRecipeReader.Read(file, null, faults);
        return (recipe, [.. faults.Select(fault => fault.ToString().Replace(file, "recipe", StringComparison.Ordinal).Replace(_folder.PathOf("") + Path.DirectorySeparatorChar, "", StringComparison.Ordinal))]);
    }

    [Test]
    public void Events_HaveTheirNameFromTheFile_UnlessTheRecipeGivesOne()
    {
        (EventRecipe recipe, string[] faults) = Read(
            "events:", "  - {id: a, ids: 2013_Big_storm.txt, alert: hold}", "  - {id: b, ids: 2013_Big_storm.txt, name: Storm Orla, surfaces: ['#orla'], alert: none}",
            "  - {id: c, posts: posts.jsonl, surfaces: [storm], label: label=on, brand: acme, alert: threat}");
        Assert.That(faults, Is.Empty);
        Assert.That(recipe.Events.Select(e => (e.Event.Id, e.IsIds, string.Join('|', e.Event.Surfaces), e.Event.Alert, e.Event.Brand, e.Event.Label?.ToString())), Is.EqualTo(new[]
        {
            ("a", true, "Big storm|#BigStorm", (AlertKind?)AlertKind.Hold, (string?)null, (string?)null),
            ("b", true, "Storm Orla|#StormOrla|#orla", null, null, null),
            ("c", false, "storm", AlertKind.Threat, "acme", "label=on"),
        }));
        Assert.That(recipe.Background.Files, Is.Empty);
    }

    [TestCase("recipe:1: sets is not a known key; a recipe of events has events and background", "sets: []")]
    [TestCase("recipe:1: events must be a list of 1 to 500 events", "events: []")]
    [TestCase("recipe:2: events[0]:alert is \"joy\"; it must be one of none, opportunity, threat, hold, reinforce, calendar", "events:", "  - {id: a, ids: 2013_Big_storm.txt, alert: joy}")]
    [TestCase("recipe:2: events[0]:alert is missing", "events:", "  - {id: a, ids: 2013_Big_storm.txt}")]
    [TestCase("recipe:2: events[0]:posts is missing; an event has posts or ids", "events:", "  - {id: a, alert: hold, surfaces: [storm]}")]
    [TestCase("recipe:2: events[0]:ids and posts exclude each other", "events:", "  - {id: a, alert: hold, ids: 2013_Big_storm.txt, posts: posts.jsonl}")]
    [TestCase("recipe:2: events[0]:surfaces names nothing; at least one hashtag, word or phrase is needed", "events:", "  - {id: a, alert: hold, posts: posts.jsonl}")]
    [TestCase("recipe:2: events[0]:label goes with posts; a list of ids has no labels", "events:", "  - {id: a, alert: hold, ids: 2013_Big_storm.txt, label: a=b}")]
    [TestCase("recipe:2: events[0]:labels is not a known key; did you mean label?", "events:", "  - {id: a, alert: hold, posts: posts.jsonl, surfaces: [storm], labels: a=b}")]
    [TestCase("recipe:2: events[0]:posts names nowhere.jsonl, which is not there", "events:", "  - {id: a, alert: hold, posts: nowhere.jsonl, surfaces: [storm]}")]
    [TestCase("recipe:3: events[1]:id is \"a\", as that of an event before", "events:", "  - {id: a, ids: 2013_Big_storm.txt, alert: hold}", "  - {id: a, ids: 2013_Big_storm.txt, alert: hold}")]
    [TestCase("recipe:1: background:files names nowhere.jsonl, which is not there", "background: {files: [nowhere.jsonl]}", "events:", "  - {id: a, ids: 2013_Big_storm.txt, alert: hold}")]
    public void WrongEntry_IsNamedWithItsLine(string fault, params string[] lines)
    {
        Assert.That(Read(lines).Faults, Does.Contain(fault));
    }

    [Test]
    public void ShippedRecipe_IsRight_WhereItsDataIs()
    {
        string data = SharedData.Require("crisislex_t26_timelines");
        SharedData.Require("crisislex_t6");
        List<ConfigurationFault> faults = [];
        EventRecipe recipe = EventRecipeReader.Read(Path.Combine(SharedData.RepositoryRoot, "deploy", "events", "recorded.yaml"), Path.GetDirectoryName(data), faults);
        Assert.That(faults, Is.Empty);
        Assert.That(recipe.Events, Has.Count.EqualTo(16));
    }
}
