using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands.Configuration;

public sealed class BrandProfilesTests
{
    private SettingsFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new SettingsFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void NoFiles_WatchEverything() =>
        Assert.That(BrandProfiles.Load([]), Is.EqualTo(new[] { BrandProfile.Everything }));

    [Test]
    public void Profile_WithAllKeys_IsRead()
    {
        string file = _folder.Write("all.yaml", """
            id: zest-9
            name: Zest
            names: [Zest, "Zest soda"]
            products: [Zest Zero]
            handles: ["@zest_official", zest.example]
            hashtags: ["#ZestIt"]
            people: [Ada Limone]
            competitors: [Fizzo]
            field: [summer, "#beach day"]
            out_of_field: [drought]
            ambiguous:
              - name: zest
                with: [soda, "#drink"]
                without: [lemon zest]
              - name: Fizzo
            themes: ["210", JLBCU7]
            themes_out: ["386"]
            languages: [it, en]
            places: [Milano, "New York"]
            own_accounts: ["@Zest_Official", "x:zest_help", "@zest@social.example", "bluesky:zest.example", "did:plc:abc123", "news:Zest Newsroom"]
            voice: { language: en, tone: friendly }
            safety: { level: low, share: 0.08, hold: true }
            thresholds: { opportunity_score: 40, alert_score: 55.5, hold_score: 50, threat_score: 45, min_seconds_to_act: 600, daily_cap: 12 }
            kinds: [opportunity, hold]
            """);
        BrandProfile profile = BrandProfiles.Load([file]).Single();
        Assert.That(profile.Id, Is.EqualTo("zest-9"));
        Assert.That(profile.Names, Is.EqualTo(new[] { "Zest", "Zest soda" }));
        Assert.That(profile.Handles, Is.EqualTo(new[] { "zest_official", "zest.example" }));
        Assert.That(profile.Hashtags, Is.EqualTo(new[] { "ZestIt" }));
        Assert.That(profile.Field, Is.EqualTo(new[] { "summer", "beach day" }));
        Assert.That(profile.OutOfField, Is.EqualTo(new[] { "drought" }));
        Assert.That(profile.Ambiguous.Select(static name => name.Name), Is.EqualTo(new[] { "zest", "Fizzo" }));
        Assert.That(profile.Ambiguous[0].With, Is.EqualTo(new[] { "soda", "drink" }));
        Assert.That(profile.Ambiguous[0].Without, Is.EqualTo(new[] { "lemon zest" }));
        Assert.That(profile.Ambiguous[1].With, Is.Empty);
        Assert.That(profile.Themes, Is.EqualTo(new[] { "210", "JLBCU7" }));
        Assert.That(profile.ThemesOut, Is.EqualTo(new[] { "386" }));
        Assert.That(profile.Languages, Is.EqualTo(new[] { "it", "en" }));
        Assert.That(profile.Places, Is.EqualTo(new[] { "Milano", "New York" }));
        Assert.That(profile.OwnAccounts, Is.EqualTo(new[]
        {
            "zest_official", "x:zest_help", "zest@social.example", "bluesky:zest.example", "bluesky:did:plc:abc123", "news:zest newsroom",
        }));
        Assert.That(profile.Voice, Is.EqualTo(new BrandVoice { Language = "en", Tone = BrandTone.Friendly }));
        Assert.That(profile.Safety, Is.EqualTo(new BrandSafety { Level = SafetyLevel.Low, Share = 0.08, Hold = true }));
        Assert.That(profile.Thresholds, Is.EqualTo(new BrandThresholds
        {
            OpportunityScore = 40, AlertScore = 55.5, HoldScore = 50, ThreatScore = 45, MinSecondsToAct = 600, DailyCap = 12,
        }));
        Assert.That(profile.Kinds, Is.EqualTo(BrandAlerts.Opportunity | BrandAlerts.Hold));
        Assert.That(profile.WatchesEverything, Is.False);
    }

    [Test]
    public void Profile_ThatSaysNothingOfHowItIsTold_HasTheDefaults()
    {
        string file = _folder.Write("plain.yaml", "id: x\nname: X\nhandles: [x_co]\nlanguages: [pt, es, it]\nvoice:\nsafety: {}\n");
        BrandProfile profile = BrandProfiles.Load([file]).Single();
        Assert.That(profile.OwnAccounts, Is.EqualTo(new[] { "x_co" }), "the handles");
        Assert.That(profile.Voice, Is.EqualTo(new BrandVoice { Language = "es", Tone = BrandTone.Neutral }), "the first language a summary can be written in");
        Assert.That(profile.Safety, Is.EqualTo(new BrandSafety { Level = SafetyLevel.Medium, Share = null, Hold = true }));
        Assert.That(profile.Thresholds, Is.EqualTo(new BrandThresholds()));
        Assert.That(profile.Kinds, Is.EqualTo(BrandAlerts.All));
        Assert.That(profile.Places, Is.Empty);
    }

    [Test]
    public void OwnAccounts_GivenAsNone_AreNone()
    {
        string file = _folder.Write("none.yaml", "id: x\nname: X\nhandles: [x_co]\nown_accounts: []\n");
        Assert.That(BrandProfiles.Load([file]).Single().OwnAccounts, Is.Empty);
    }

    [Test]
    public void Voice_OfAnAudienceWithoutALanguageOfSummaries_IsEnglish()
    {
        string file = _folder.Write("fi.yaml", "id: x\nname: X\nlanguages: [fi, pt]\n");
        Assert.That(BrandProfiles.Load([file]).Single().Voice.Language, Is.EqualTo("en"));
    }

    [Test]
    public void Hold_ThatIsNotWanted_IsNoneOfTheKinds()
    {
        string file = _folder.Write("bold.yaml", "id: x\nname: X\nsafety: { hold: false }\n");
        BrandProfile profile = BrandProfiles.Load([file]).Single();
        Assert.That(profile.Wants(BrandAlerts.Hold), Is.False);
        Assert.That(profile.Wants(BrandAlerts.Threat), Is.True);
    }

    [Test]
    public void Profile_WithoutNames_IsNamedByItsName()
    {
        string file = _folder.Write("bare.json", """{ "id": "bare", "name": "Bare Co" }""");
        Assert.That(BrandProfiles.Load([file]).Single().Names, Is.EqualTo(new[] { "Bare Co" }));
    }

    [Test]
    public void SampleProfile_IsRight()
    {
        BrandProfile profile = BrandProfiles.Load([Path.Combine(SharedData.RepositoryRoot, "deploy", "brands", "crispo.yaml")]).Single();
        Assert.That(profile.Id, Is.EqualTo("crispo"));
        Assert.That(profile.Field, Does.Contain("super bowl").And.Contain("dunking"));
    }

    [TestCase("crispo.yaml", "crispo")]
    [TestCase("aria.yaml", "aria")]
    [TestCase("atletico-brumal.yaml", "atletico-brumal")]
    public void EachSample_HasAmbiguousNamesAndThemes(string file, string id)
    {
        BrandProfile profile = BrandProfiles.Load([SharedData.Sample(file)]).Single();
        Assert.That(profile.Id, Is.EqualTo(id));
        Assert.That(profile.Ambiguous, Is.Not.Empty.And.All.Property(nameof(AmbiguousName.With)).Not.Empty);
        Assert.That(profile.Themes, Is.Not.Empty);
        Assert.That(profile.ThemesOut, Is.Not.Empty);
    }

    [Test]
    public void Themes_AreKeptAsTheIdsTheyStandFor()
    {
        string file = _folder.Write("themes.yaml", "id: x\nname: X\nthemes: [Food & Drink, 483]\n");
        BrandProfile profile = BrandProfiles.Load([file]).Single();
        Assert.That(profile.Themes, Is.EqualTo(new[] { "210", "483" }));
    }

    [Test]
    public void UnknownTheme_IsAFaultWithItsLine()
    {
        string file = _folder.Write("theme.yaml", "id: x\nname: X\nthemes_out: [Wizardry]\n");
        ConfigurationFaultsException? wrong = Assert.Throws<ConfigurationFaultsException>(() => BrandProfiles.Load([file]));
        Assert.That(wrong!.Faults.Single().ToString(), Is.EqualTo($"{file}:3: themes_out[0] is \"Wizardry\"; it is no id or name of a theme of the IAB Content Taxonomy 3.1"));
    }

    [TestCase("ambiguous: X", ":3: ambiguous is \"X\"; it must be a list of sections with name, with and without")]
    [TestCase("ambiguous: [X]", ":3: ambiguous[0] is \"X\"; it must be a section with name, with and without")]
    [TestCase("ambiguous:\n  - with: [a]", ":4: ambiguous[0].name is missing")]
    [TestCase("ambiguous:\n  - name: Y", ":4: ambiguous[0].name is \"Y\", which is none of the names, products, people and competitors")]
    [TestCase("ambiguous:\n  - name: X\n  - name: x", ":5: ambiguous[1].name is \"x\", which stands there twice")]
    [TestCase("ambiguous:\n  - name: X\n    wiht: [a]", ":5: ambiguous[0].wiht is not a known key; did you mean with?")]
    [TestCase("ambiguous:\n  - name: X\n    with: a", ":5: ambiguous[0].with is \"a\"; it must be a list")]
    [TestCase("ambiguous:\n  - name: X\n    with: ['!!']", ":5: ambiguous[0].with[0] is \"!!\"; it has no word to look for")]
    [TestCase("ambiguous:\n  - name: X\n    with: [a]\n    without: [b, A]", ":6: ambiguous[0].without[1] is \"A\", which stands in with too")]
    [TestCase("ambiguous:\n  - name: X\n    with: ['#x']", ":5: ambiguous[0].with[0] is \"x\", the ambiguous name itself")]
    [TestCase("ambiguous:\n  - name: X\n    without: [x]", ":5: ambiguous[0].without[0] is \"x\", the ambiguous name itself")]
    [TestCase("themes: 210", ":3: themes is \"210\"; it must be a list")]
    [TestCase("themes: [Food and Magic]", ":3: themes[0] is \"Food and Magic\"; it is no id or name of a theme of the IAB Content Taxonomy 3.1")]
    [TestCase("themes: ['1']\nthemes_out: ['2', '1']", ":4: themes_out[1] is \"1\", which stands in themes too")]
    public void WrongContextOrTheme_IsAFaultWithItsLine(string yaml, string expected)
    {
        string file = _folder.Write("context.yaml", "id: x\nname: X\n" + yaml);
        Assert.That(FaultsOf(file), Is.EqualTo(new[] { file + expected }));
    }

    [Test]
    public void TooManyAmbiguousNames_AreAFault()
    {
        string file = _folder.Write("much.yaml", $"id: x\nname: X\nambiguous: [{string.Join(", ", Enumerable.Repeat("{ name: X }", 51))}]");
        Assert.That(FaultsOf(file).Single(), Is.EqualTo($"{file}:3: ambiguous has 51 entries; at most 50 are allowed"));
    }

    [TestCase("own_accounts: x", ":3: own_accounts is \"x\"; it must be a list")]
    [TestCase("own_accounts: ['two words']", ":3: own_accounts[0] is \"two words\"; an account is letters, digits, '_', '-', '.' and '@', behind its source and a colon where it is on that source alone")]
    [TestCase("own_accounts: ['x:']", ":3: own_accounts[0] is \"x:\"; an account has 1 to 100 characters")]
    [TestCase("own_accounts: ['a b:c']", ":3: own_accounts[0] is \"a b:c\"; a source is 1 to 40 letters, digits, '-' and '_'")]
    [TestCase("own_accounts: ['twitter:x']", ":3: own_accounts[0] is \"twitter:x\"; the source of posts on X, also of those from when it was Twitter, is x")]
    [TestCase("own_accounts: ['mastodon:x']", ":3: own_accounts[0] is \"mastodon:x\"; on Mastodon the server belongs to the name, as in @name@social.example")]
    [TestCase("competitors: [Gal Lux]\nown_accounts: [x_co, '@gallux@social.example']", ":4: own_accounts[1] is \"gallux@social.example\", which is one of the competitors")]
    [TestCase("competitors: [Y, x]", ":3: competitors[1] is \"x\", which stands in names too")]
    [TestCase("products: [Yo]\ncompetitors: [yo]", ":4: competitors[0] is \"yo\", which stands in products too")]
    [TestCase("people: [Ada]\ncompetitors: [Ada]", ":4: competitors[0] is \"Ada\", which stands in people too")]
    [TestCase("people: [Ada]\nout_of_field: [ADA]", ":4: out_of_field[0] is \"ADA\", which stands in people too")]
    [TestCase("hashtags: [dip]\nout_of_field: [dip]", ":4: out_of_field[0] is \"dip\", which stands in hashtags too")]
    [TestCase("places: [Oslo]\nout_of_field: [oslo]", ":4: out_of_field[0] is \"oslo\", which stands in places too")]
    [TestCase("places: Oslo", ":3: places is \"Oslo\"; it must be a list")]
    [TestCase("places: ['?']", ":3: places[0] is \"?\"; it has no word to look for")]
    [TestCase("voice: loud", ":3: voice is \"loud\"; it must be a section with language and tone")]
    [TestCase("voice: { tone: loud }", ":3: voice.tone is \"loud\"; it must be neutral, formal or friendly")]
    [TestCase("voice:\n  language: pt", ":4: voice.language is \"pt\"; it must be en, es or it")]
    [TestCase("voice:\n  langauge: es", ":4: voice.langauge is not a known key; did you mean language?")]
    [TestCase("safety: [low]", ":3: safety is a list; it must be a section with level, share and hold")]
    [TestCase("safety:\n  level: none", ":4: safety.level is \"none\"; it must be low, medium, high or floor")]
    [TestCase("safety:\n  share: 0", ":4: safety.share is \"0\"; it must be a share of an event's posts from 0.01 to 1")]
    [TestCase("safety:\n  share: half", ":4: safety.share is \"half\"; it must be a share of an event's posts from 0.01 to 1")]
    [TestCase("safety:\n  hold: maybe", ":4: safety.hold is \"maybe\"; it must be true or false")]
    [TestCase("thresholds: 60", ":3: thresholds is \"60\"; it must be a section with opportunity_score, alert_score, hold_score, threat_score, min_seconds_to_act and daily_cap")]
    [TestCase("thresholds:\n  opportunity_score: 101", ":4: thresholds.opportunity_score is \"101\"; it must be a number of points from 0 to 100")]
    [TestCase("thresholds:\n  alert_score: -1", ":4: thresholds.alert_score is \"-1\"; it must be a number of points from 0 to 100")]
    [TestCase("thresholds:\n  hold_score: NaN", ":4: thresholds.hold_score is \"NaN\"; it must be a number of points from 0 to 100")]
    [TestCase("thresholds:\n  threat_score: [1]", ":4: thresholds.threat_score is a list; it must be a number of points from 0 to 100")]
    [TestCase("thresholds:\n  min_seconds_to_act: 1.5", ":4: thresholds.min_seconds_to_act is \"1.5\"; it must be a whole number of seconds from 0 to 86400")]
    [TestCase("thresholds:\n  daily_cap: 0", ":4: thresholds.daily_cap is \"0\"; it must be a whole number of alerts from 1 to 1000")]
    [TestCase("thresholds:\n  dayly_cap: 5", ":4: thresholds.dayly_cap is not a known key; did you mean daily_cap?")]
    [TestCase("thresholds:\n  alert_score: 40\n  opportunity_score: 50", ":4: thresholds.alert_score is 40; it must be at least opportunity_score, 50")]
    [TestCase("kinds: []", ":3: kinds names none; leave it out for all")]
    [TestCase("kinds: [oportunity]", ":3: kinds[0] is \"oportunity\"; it must be one of opportunity, threat, hold, reinforce, calendar; did you mean opportunity?")]
    [TestCase("kinds: [threat, threat]", ":3: kinds[1] is \"threat\", which stands there twice")]
    [TestCase("safety: { hold: false }\nkinds: [threat, hold]", ":4: kinds[1] is \"hold\", and safety.hold is false; one of them must go")]
    [TestCase("own_acounts: [x]", ":3: own_acounts is not a known key; did you mean own_accounts?")]
    public void WrongAccountOrSection_IsAFaultWithItsLine(string yaml, string expected)
    {
        string file = _folder.Write("told.yaml", "id: x\nname: X\n" + yaml);
        Assert.That(FaultsOf(file), Is.EqualTo(new[] { file + expected }));
    }

    [Test]
    public void FaultsInEverySection_AreAllListedAtOnce()
    {
        string file = _folder.Write("all-wrong.yaml", """
            id: X!
            name: X
            own_accounts: [a b]
            places: 5
            voice: { tone: loud, pitch: high }
            safety: { level: 3, share: 2, hold: 1 }
            thresholds: { alert_score: 900, daily_cap: many }
            kinds: [alarm]
            extra: 1
            """);
        Assert.That(FaultsOf(file).Select(f => f[(file.Length + 1)..].Split(" is ")[0]), Is.EquivalentTo(new[]
        {
            "1: id", "3: own_accounts[0]", "4: places", "5: voice.tone", "5: voice.pitch", "6: safety.level", "6: safety.share", "6: safety.hold",
            "7: thresholds.alert_score", "7: thresholds.daily_cap", "8: kinds[0]", "9: extra",
        }));
    }

    [TestCase("name: X", ":1: id is missing")]
    [TestCase("id: x", ":1: name is missing")]
    [TestCase("id: [x]\nname: X", ":1: id is a list; it must be a text")]
    [TestCase("id: UPPER\nname: X", ":1: id is \"UPPER\"; it must be 1 to 40 lower-case letters, digits and '-'")]
    [TestCase("id: x\nname: '!!!'", ":2: name is \"!!!\"; it has no word to look for")]
    [TestCase("id: x\nname: X\nbrand: y", ":3: brand is not a known key")]
    [TestCase("id: x\nname: X\nField: [y]", ":3: Field is not a known key; did you mean field?")]
    [TestCase("id: x\nname: X\nfield: y", ":3: field is \"y\"; it must be a list")]
    [TestCase("id: x\nname: X\nfield:\n  - y\n  - #beach", ":5: field[1] holds nothing ('#' begins a comment unless it stands in quotes)")]
    [TestCase("id: x\nname: X\nfield:\n  - [a]", ":4: field[0] is a list; it must be a text")]
    [TestCase("id: x\nname: X\nhandles: ['two words']", ":3: handles[0] is \"two words\"; a handle is")]
    [TestCase("id: x\nname: X\nhashtags: ['two words']", ":3: hashtags[0] is \"two words\"; a hashtag has no spaces")]
    [TestCase("id: x\nname: X\nlanguages: [English]", ":3: languages[0] is \"English\"; a language is")]
    [TestCase("id: x\nname: X\nfield: [Café]\nout_of_field: ['#cafe']", ":4: out_of_field[0] is \"cafe\", which stands in field too")]
    [TestCase("id: x\nname: X\nfield: [a b c d e f g h i j k l m]", ":3: field[0] is \"a b c d e f g h i j k l m\"; at most 12 words are allowed")]
    public void WrongProfile_IsAFaultWithItsLine(string yaml, string expected)
    {
        string file = _folder.Write("wrong.yaml", yaml);
        Assert.That(FaultsOf(file), Is.EqualTo(new[] { file + expected }).Or.Some.StartsWith(file + expected));
    }

    [Test]
    public void EntryTooLong_IsAFault()
    {
        string file = _folder.Write("long.yaml", $"id: x\nname: X\nfield: [{new string('z', 101)}]");
        Assert.That(FaultsOf(file).Single(), Does.EndWith("at most 100 characters are allowed"));
    }

    [Test]
    public void ListTooLong_IsAFault()
    {
        string file = _folder.Write("many.yaml", $"id: x\nname: X\nfield: [{string.Join(", ", Enumerable.Range(0, 501).Select(i => $"w{i}"))}]");
        Assert.That(FaultsOf(file).Single(), Is.EqualTo($"{file}:3: field has 501 entries; at most 500 are allowed"));
    }

    [Test]
    public void SameIdTwice_IsAFaultThatNamesBothFiles()
    {
        string first = _folder.Write("first.yaml", "id: twin\nname: One");
        string second = _folder.Write("second.yaml", "id: twin\nname: Two");
        Assert.That(FaultsOf(first, second).Single(), Does.StartWith(second).And.Contain(first));
    }

    [Test]
    public void TooManyProfiles_IsAFault()
    {
        string[] files = [.. Enumerable.Range(0, 101).Select(i => _folder.Write($"p{i}.yaml", $"id: p{i}\nname: P{i}"))];
        Assert.That(FaultsOf(files).Single(), Does.Contain("at most 100"));
        Assert.That(BrandProfiles.Load(files[..100]), Has.Count.EqualTo(100));
    }

    [Test]
    public void Folder_StandsForTheProfilesInIt()
    {
        _folder.Write("b.yaml", "id: b\nname: B");
        _folder.Write("a.json", """{ "id": "a", "name": "A" }""");
        _folder.Write("c.yml", "id: c\nname: C");
        _folder.Write("notes.txt", "no profile");
        _folder.Write(".hidden.yaml", "no: profile");
        Assert.That(BrandProfiles.Load([_folder.PathOf("")]).Select(profile => profile.Id), Is.EqualTo(new[] { "a", "b", "c" }));
    }

    [Test]
    public void Folder_WithoutProfiles_IsAFault()
    {
        string folder = _folder.PathOf("");
        Assert.That(FaultsOf(folder), Is.EqualTo(new[] { $"{folder}: is a folder without profiles, which end with .yaml, .yml, .json" }));
    }

    [TestCase("alert_score: 44", "thresholds.alert_score is 44; it must be at least opportunity_score, 45")]
    [TestCase("opportunity_score: 61", "thresholds.opportunity_score is 61; it must be at most alert_score, 60")]
    public void Threshold_ThatDoesNotGoWithTheSectionAlerts_IsAFault(string yaml, string expected)
    {
        string file = _folder.Write("low.yaml", $"id: x\nname: X\nthresholds:\n  {yaml}\n");
        AlertOptions alerts = new() { OpportunityScore = 45, AlertScore = 60 };
        List<ConfigurationFault> faults = [];
        BrandProfiles.Read([file], faults, alerts);
        Assert.That(faults.Select(fault => fault.ToString()), Is.EqualTo(new[] { $"{file}:4: {expected}" }));
    }

    [Test]
    public void Content_OfAProfile_IsWhatItSays()
    {
        string plain = _folder.Write("plain.yaml", "id: x\nname: X\nfield: [a, b]\n");
        string laidOut = _folder.Write("laid-out.yaml", "# A comment.\nid: 'x'\nname: X\n\nfield:\n  - a\n  - b\n");
        string other = _folder.Write("other.yaml", "id: x\nname: X\nfield: [ab]\n");
        ulong content = BrandProfiles.Load([plain]).Single().Content;
        Assert.That(BrandProfiles.Load([laidOut]).Single().Content, Is.EqualTo(content));
        Assert.That(BrandProfiles.Load([other]).Single().Content, Is.Not.EqualTo(content));
    }

    [Test]
    public void Samples_TogetherShowEveryKey()
    {
        HashSet<string> shown = [];
        foreach (string file in BrandFiles.Find([SharedData.Sample("")], []))
            Collect(SettingsFile.Read(file, [])!, "", shown);
        string[] keys =
        [
            .. BrandProfileReader.Keys,
            .. BrandProfileReader.AmbiguousKeys.Select(static key => "ambiguous." + key),
            .. BrandSections.VoiceKeys.Select(static key => "voice." + key),
            .. BrandSections.SafetyKeys.Select(static key => "safety." + key),
            .. BrandSections.ThresholdKeys.Select(static key => "thresholds." + key),
        ];
        Assert.That(keys.Except(shown), Is.Empty);
    }

    [Test]
    public void Sample_OfTheSnack_ExplainsEveryKeyInAComment()
    {
        string text = File.ReadAllText(SharedData.Sample("crispo.yaml"));
        foreach (string key in BrandProfileReader.Keys.Concat(BrandSections.VoiceKeys).Concat(BrandSections.SafetyKeys).Concat(BrandSections.ThresholdKeys))
            Assert.That(text, Does.Match($@"#[^\n]*\n( *){key}:|#   {key} +[a-z]"), key);
    }

    [Test]
    public void Samples_SpeakThreeLanguagesAndWantDifferentThings()
    {
        IReadOnlyList<BrandProfile> samples = BrandProfiles.Load([SharedData.Sample("")]);
        Assert.That(samples.Select(static sample => (sample.Id, sample.Voice.Language)), Is.EqualTo(new[] { ("aria", "it"), ("atletico-brumal", "es"), ("crispo", "en") }));
        Assert.That(samples.Select(static sample => sample.Kinds), Is.Unique);
        Assert.That(samples.Select(static sample => sample.Safety.Share), Is.Unique);
        Assert.That(samples, Has.All.Property(nameof(BrandProfile.Places)).Not.Empty.And.All.Property(nameof(BrandProfile.OwnAccounts)).Not.Empty);
    }

    private static void Collect(SettingsNode node, string path, HashSet<string> into)
    {
        foreach (SettingsMember member in node.Members)
        {
            into.Add(path + member.Name);
            Collect(member.Node, $"{path}{member.Name}.", into);
        }
        foreach (SettingsNode item in node.Items)
            Collect(item, path, into);
    }

    private static string[] FaultsOf(params string[] files)
    {
        ConfigurationFaultsException? wrong = Assert.Throws<ConfigurationFaultsException>(() => BrandProfiles.Load(files));
        return [.. wrong!.Faults.Select(fault => fault.ToString())];
    }
}
