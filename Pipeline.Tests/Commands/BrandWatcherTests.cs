using NUnit.Framework;
using RtmPipeline.Commands;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Tagging;
using RtmPipeline.Tests.Commands.Configuration;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands;

public sealed class BrandWatcherTests
{
    private const string Zest = "id: zest\nname: Zest\nfield: [picnic]\n";
    private const string Aria = "id: aria\nname: Aria\n";
    private readonly List<string> _told = [];
    private SettingsFolder _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new SettingsFolder();
        _told.Clear();
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Look_FilesAsTheyWere_ChangesNothing()
    {
        Begin([_folder.Write("zest.yaml", Zest)], out BrandWatcher watcher, out BrandsInForce brands);
        Look(watcher, 3);
        Assert.That(brands.Current.Number, Is.Zero);
        Assert.That(_told, Is.Empty);
    }

    [Test]
    public void Look_EditedProfile_IsTakenWhenItStoodForALook()
    {
        Begin([_folder.Write("zest.yaml", Zest)], out BrandWatcher watcher, out BrandsInForce brands);
        Look(watcher, 2);
        _folder.Write("zest.yaml", Zest + "places: [Oslo]\n");
        Look(watcher, 1);
        Assert.That(brands.Current.Number, Is.Zero, "it may be half written");
        Look(watcher, 1);
        Assert.That(brands.Current.Profiles.Single().Places, Is.EqualTo(new[] { "Oslo" }));
        Assert.That(_told, Is.EqualTo(new[] { "brand profiles reloaded: zest changed" }));
        Look(watcher, 2);
        Assert.That(brands.Current.Number, Is.EqualTo(1), "once");
    }

    [Test]
    public void Look_EditedBeforeTheFirstLook_IsTaken()
    {
        Begin([_folder.Write("zest.yaml", Zest)], out BrandWatcher watcher, out BrandsInForce brands);
        _folder.Write("zest.yaml", Zest + "places: [Oslo]\n");
        Look(watcher, 2);
        Assert.That(brands.Current.Number, Is.EqualTo(1));
    }

    [Test]
    public void Look_OnlyCommentsAndLayoutEdited_ChangesNothing()
    {
        Begin([_folder.Write("zest.yaml", Zest)], out BrandWatcher watcher, out BrandsInForce brands);
        _folder.Write("zest.yaml", "# Summer.\nid: zest\nname: \"Zest\"\n\nfield:\n  - picnic\n");
        Look(watcher, 2);
        Assert.That(brands.Current.Number, Is.Zero);
        Assert.That(_told, Is.Empty);
    }

    [Test]
    public void Look_StillBeingWritten_Waits()
    {
        Begin([_folder.Write("zest.yaml", Zest)], out BrandWatcher watcher, out BrandsInForce brands);
        for (int i = 0; i < 4; i++)
        {
            _folder.Write("zest.yaml", Zest + $"places: [Oslo{i}]\n");
            Look(watcher, 1);
        }
        Assert.That(brands.Current.Number, Is.Zero);
        Look(watcher, 1);
        Assert.That(brands.Current.Profiles.Single().Places, Is.EqualTo(new[] { "Oslo3" }));
    }

    [Test]
    public void Look_FileReplacedByAnEditor_NeverSeesItMissing()
    {
        string file = _folder.Write("zest.yaml", Zest);
        Begin([file], out BrandWatcher watcher, out BrandsInForce brands);
        Look(watcher, 2);
        File.Move(file, file + "~");
        Look(watcher, 1);
        _folder.Write("new.tmp", Zest + "places: [Oslo]\n");
        File.Move(_folder.PathOf("new.tmp"), file);
        Look(watcher, 2);
        Assert.That(brands.Current.Number, Is.EqualTo(1));
        Assert.That(_told, Is.EqualTo(new[] { "brand profiles reloaded: zest changed" }));
    }

    [Test]
    public void Look_FolderWithANewAndAnEditedAndARemovedProfile_TakesAllTogether()
    {
        _folder.Write("b.yaml", Zest);
        _folder.Write("c.json", """{ "id": "old", "name": "Old" }""");
        Begin([_folder.PathOf("")], out BrandWatcher watcher, out BrandsInForce brands);
        _folder.Write("a.yml", Aria);
        _folder.Write("b.yaml", Zest + "places: [Oslo]\n");
        _folder.Write(".b.yaml.swp", "an editor's");
        _folder.Write("b.yaml~", "an editor's");
        File.Delete(_folder.PathOf("c.json"));
        Look(watcher, 2);
        Assert.That(brands.Current.Profiles.Select(profile => profile.Id), Is.EqualTo(new[] { "aria", "zest" }));
        Assert.That(_told, Is.EqualTo(new[] { "brand profiles reloaded: aria new, zest changed, old removed" }));
    }

    [Test]
    public void Look_LinkTurnedToAnotherFolder_IsAChange()
    {
        Directory.CreateDirectory(_folder.PathOf("one"));
        Directory.CreateDirectory(_folder.PathOf("two"));
        _folder.Write("one/zest.yaml", Zest);
        _folder.Write("two/zest.yaml", Zest + "places: [Oslo]\n");
        Directory.CreateSymbolicLink(_folder.PathOf("data"), _folder.PathOf("one"));
        Begin([_folder.PathOf("data/zest.yaml")], out BrandWatcher watcher, out BrandsInForce brands);
        Look(watcher, 2);
        Directory.Delete(_folder.PathOf("data"));
        Directory.CreateSymbolicLink(_folder.PathOf("data"), _folder.PathOf("two"));
        Look(watcher, 2);
        Assert.That(brands.Current.Profiles.Single().Places, Is.EqualTo(new[] { "Oslo" }));
    }

    [Test]
    public void Look_FaultyFiles_KeepTheProfilesAndTellEveryFaultOnce()
    {
        string zest = _folder.Write("zest.yaml", Zest);
        string aria = _folder.Write("aria.yaml", Aria);
        Begin([zest, aria], out BrandWatcher watcher, out BrandsInForce brands);
        _folder.Write("zest.yaml", Zest + "feild: [x]\nkinds: [alarm]\n");
        _folder.Write("aria.yaml", "id: aria\n");
        Look(watcher, 5);
        Assert.That(brands.Current.Number, Is.Zero);
        Assert.That(_told, Is.EqualTo(new[]
        {
            "brand profiles not reloaded, the ones before stay in force; 3 faults:",
            $"  {zest}:4: feild is not a known key; did you mean field?",
            $"  {zest}:5: kinds[0] is \"alarm\"; it must be one of opportunity, threat, hold, reinforce, calendar",
            $"  {aria}:1: name is missing",
        }));
    }

    [Test]
    public void Look_FaultyFileMadeRight_IsTakenByItself()
    {
        Begin([_folder.Write("zest.yaml", Zest)], out BrandWatcher watcher, out BrandsInForce brands);
        _folder.Write("zest.yaml", "id: [");
        Look(watcher, 3);
        _folder.Write("zest.yaml", Zest + "places: [Oslo]\n");
        Look(watcher, 2);
        Assert.That(brands.Current.Number, Is.EqualTo(1));
        Assert.That(_told[^1], Is.EqualTo("brand profiles reloaded: zest changed"));
    }

    [Test]
    public void Look_FaultyFileMadeAsItWas_SaysSo()
    {
        Begin([_folder.Write("zest.yaml", Zest)], out BrandWatcher watcher, out BrandsInForce brands);
        _folder.Write("zest.yaml", "id: [");
        Look(watcher, 3);
        _folder.Write("zest.yaml", Zest);
        Look(watcher, 4);
        Assert.That(brands.Current.Number, Is.Zero);
        Assert.That(_told.Skip(2), Is.EqualTo(new[] { "brand profiles are right again, and as they were" }));
    }

    [Test]
    public void Look_DeletedFile_KeepsTheProfilesUntilItIsBack()
    {
        string file = _folder.Write("zest.yaml", Zest);
        Begin([file], out BrandWatcher watcher, out BrandsInForce brands);
        Look(watcher, 2);
        File.Delete(file);
        Look(watcher, 3);
        Assert.That(_told, Has.Count.EqualTo(2));
        Assert.That(_told[1], Does.EndWith("there is no such file"));
        Assert.That(brands.Current.Profiles.Single().Id, Is.EqualTo("zest"));
        _folder.Write("zest.yaml", Zest + "places: [Oslo]\n");
        Look(watcher, 2);
        Assert.That(brands.Current.Number, Is.EqualTo(1));
    }

    [Test]
    public void Look_EmptiedFolder_KeepsTheProfiles()
    {
        string file = _folder.Write("zest.yaml", Zest);
        Begin([_folder.PathOf("")], out BrandWatcher watcher, out BrandsInForce brands);
        File.Delete(file);
        Look(watcher, 2);
        Assert.That(brands.Current.Profiles.Single().Id, Is.EqualTo("zest"));
        Assert.That(_told[1], Does.EndWith("is a folder without profiles, which end with .yaml, .yml, .json"));
    }

    [Test]
    public void Look_TwoProfilesOfOneId_KeepTheProfiles()
    {
        Begin([_folder.Write("zest.yaml", Zest), _folder.Write("aria.yaml", Aria)], out BrandWatcher watcher, out BrandsInForce brands);
        _folder.Write("aria.yaml", "id: zest\nname: Aria\n");
        Look(watcher, 2);
        Assert.That(brands.Current.Number, Is.Zero);
        Assert.That(_told[1], Does.Contain("each profile needs its own"));
    }

    [Test]
    public void Look_ThresholdBelowTheSectionsOwn_IsAFault()
    {
        string file = _folder.Write("zest.yaml", Zest);
        PipelineSettings settings = PipelineSettings.Load(null, [new("Brands:Files:0", file), new("Alerts:AlertScore", "90"), new("Alerts:OpportunityScore", "80")]);
        BrandsInForce brands = new(BrandSet.First(settings.Profiles));
        BrandWatcher watcher = new(settings, brands, _told.Add);
        _folder.Write("zest.yaml", Zest + "thresholds:\n  alert_score: 70\n");
        Look(watcher, 2);
        Assert.That(brands.Current.Number, Is.Zero);
        Assert.That(_told[1], Does.EndWith("thresholds.alert_score is 70; it must be at least opportunity_score, 80"));
    }

    [Test]
    public async Task RunAsync_ByTheClock_LooksAtEachInterval()
    {
        string file = _folder.Write("zest.yaml", Zest);
        PipelineSettings settings = PipelineSettings.Load(null, [new("Brands:Files:0", file), new("Brands:ReloadSeconds", "7")]);
        BrandsInForce brands = new(BrandSet.First(settings.Profiles));
        HandClock clock = new();
        using CancellationTokenSource stop = new();
        Task run = BrandWatcher.RunAsync(settings, brands, _told.Add, null, clock, stop.Token);
        Assert.That(clock.Periods, Is.EqualTo(new[] { TimeSpan.FromSeconds(7) }));
        _folder.Write("zest.yaml", Zest + "places: [Oslo]\n");
        await Eventually.IsTrue(
            () =>
            {
                clock.Fire();
                return brands.Current.Number == 1;
            },
            "the change is taken");
        await stop.CancelAsync();
        await run;
        Assert.That(run.IsCompletedSuccessfully, Is.True);
    }

    [TestCase("0")]
    [TestCase(null)]
    public void RunAsync_NothingToLookAt_EndsAtOnce(string? seconds)
    {
        List<KeyValuePair<string, string?>> keys = seconds is null ? [] : [new("Brands:Files:0", _folder.Write("zest.yaml", Zest)), new("Brands:ReloadSeconds", seconds)];
        PipelineSettings settings = PipelineSettings.Load(null, keys);
        HandClock clock = new();
        Task run = BrandWatcher.RunAsync(settings, new BrandsInForce(BrandSet.First(settings.Profiles)), _told.Add, null, clock, CancellationToken.None);
        Assert.That(run.IsCompletedSuccessfully, Is.True);
        Assert.That(clock.Periods, Is.Empty);
    }

    private void Begin(string[] paths, out BrandWatcher watcher, out BrandsInForce brands)
    {
        PipelineSettings settings = PipelineSettings.Load(null, paths.Select((path, i) => new KeyValuePair<string, string?>($"Brands:Files:{i}", path)));
        brands = new BrandsInForce(BrandSet.First(settings.Profiles));
        watcher = new BrandWatcher(settings, brands, _told.Add);
    }

    private static void Look(BrandWatcher watcher, int times)
    {
        for (int i = 0; i < times; i++)
            watcher.Look();
    }
}
