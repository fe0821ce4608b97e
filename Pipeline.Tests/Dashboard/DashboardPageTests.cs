using System.Globalization;
using System.Text.Json.Nodes;
using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Opportunities.Authenticity;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.Sources.Http;
using RtmPipeline.Tagging;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Dashboard;

/// <summary>The pages as a person meets them, in a real Chromium.</summary>
[NonParallelizable]
internal sealed class DashboardPageTests
{
    private const string Key = "0123456789abcdef";

    private static readonly string[] s_languages = ["en", "es", "it"];

    private readonly SampleRevisions _samples = new(5);
    private Browser _browser = null!;
    private PageHost _host = null!;
    private long _time;

    [OneTimeSetUp]
    public async Task OpenAsync() => _browser = await Browser.StartAsync();

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
    }

    [SetUp]
    public async Task BeginAsync()
    {
        _host = await PageHost.StartAsync();
        _time = SampleRevisions.Noon;
        await _browser.LookLikeAsync(1280, 900);
        // Storage belongs to an address, and each host has a port of its own; the page before must not come along.
        await _browser.GoAsync("about:blank");
        _browser.Forget();
    }

    [TearDown]
    public async Task EndAsync()
    {
        await _host.DisposeAsync();
        string[] foreign = [.. _browser.Requests.Where(request => !request.StartsWith("http://127.0.0.1:", StringComparison.Ordinal) && !request.StartsWith("about:", StringComparison.Ordinal))];
        Assert.That(foreign, Is.Empty, "the pages ask nobody else for anything");
    }

    /// <summary>A revision such as a real one.</summary>
    private IncidentRevision Revision(string incident, double score, string label, IncidentPhase phase = IncidentPhase.Raised, AlertKind kind = AlertKind.Opportunity, OutputKind output = OutputKind.Opportunity, int revision = 1)
    {
        _time += 1_000;
        return _samples.Next(output, phase, incident, score, _time) with
        {
            Revision = revision,
            Kind = kind,
            Brand = "crispo",
            Topic = new IncidentTopic(label, TopicKind.Hashtag, label, []),
            FirstSeen = SampleRevisions.Noon - 600_000,
            ActBefore = _time + 3_600_000,
            Velocity = new VelocityReading(40 + score, 2, 1.2, [.. Enumerable.Range(1, 3).Select(i => new ForecastPoint(TimeSpan.FromMinutes(15 * i * i), 50 * i, 20 * i, 90 * i, 100, 500, 1_000))]),
            Factors = [new ScoreFactor("reach", 0.8, 25, 20), new ScoreFactor("growth", 0.9, 20, 18), new ScoreFactor("mood", 0.2, 5, -3)],
            Tags = new TagSummary([new NamedShare("en", 0.7), new NamedShare("es", 0.3)], [new NamedShare("Sports", 0.9)], 0.4, 0.1, new SafetySummary(SafetyLevel.None, null, 0, []), []),
            Summary = $"{label} grows: 92 mentions a minute, where 2 are usual.",
            Authenticity = new AuthenticitySummary(0.93, [], 0),
        };
    }

    private void Take(IncidentRevision revision) => _host.Board.Take(BoardEntries.Of(revision));

    private async Task OpenPageAsync(string path = "/")
    {
        await _browser.GoAsync($"{_host.Address}{path}");
        await _browser.UntilAsync("document.querySelector('#link')?.dataset.state === 'on'", "the page is connected");
    }

    private async Task<string[]> TextsAsync(string selector)
    {
        JsonNode? texts = await _browser.EvaluateAsync($"[...document.querySelectorAll('{selector}')].map((element) => element.textContent)");
        return [.. texts!.AsArray().Select(text => text!.GetValue<string>())];
    }

    private Task UntilCardsAsync(int count) => _browser.UntilAsync(string.Create(CultureInfo.InvariantCulture, $"document.querySelectorAll('.card').length === {count}"), $"{count} cards are shown");

    /// <summary>Pictures are for people: they are kept where somebody asked for them.</summary>
    private async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("RTM_TEST_PICTURES") is { Length: > 0 } folder)
            await _browser.PictureAsync(Path.Combine(Directory.CreateDirectory(folder).FullName, $"{name}.png"));
    }

    private void NothingIsWrong() => Assert.That(_browser.Complaints, Is.Empty);

    [Test]
    public async Task Board_Empty_SaysSo()
    {
        await OpenPageAsync();
        await _browser.UntilAsync("!document.querySelector('#none').hidden", "it says that there is nothing");

        Assert.That(await TextsAsync("#none, #quiet"), Is.EqualTo(new[] { "No opportunity now.", "No alert yet." }));
        await PictureAsync("empty");
        NothingIsWrong();
    }

    [Test]
    public async Task Board_AsEntriesCome_ShowsTheBestFirstWithItsReasons()
    {
        Take(Revision("low", 40, "#slow"));
        await OpenPageAsync();
        await UntilCardsAsync(1);

        Take(Revision("high", 90, "#blackout"));
        Take(Revision("high", 91, "#blackout", IncidentPhase.Updated, revision: 2, output: OutputKind.Alert));
        await UntilCardsAsync(2);
        await _browser.UntilAsync("document.querySelectorAll('#alerts li').length === 1", "the alert is shown");

        Assert.That(await TextsAsync(".card h3"), Is.EqualTo(new[] { "#blackout", "#slow" }));
        Assert.That(await TextsAsync(".card .left"), Has.All.EndsWith("left to act"), "by the time of the stream, which is long ago");
        Assert.That((await TextsAsync(".card .badges"))[0], Does.Contain("Mood: good").And.Contain("Safety: safe").And.Contain("crispo"));
        Assert.That((await TextsAsync(".card .factors dt"))[..3], Is.EqualTo(new[] { "reach", "growth", "mood" }));
        Assert.That((await _browser.EvaluateAsync("document.querySelector('.card .spark .band').getAttribute('points').split(' ').length"))!.GetValue<int>(), Is.EqualTo(7), "now, three horizons above, three below");
        Assert.That((await _browser.EvaluateAsync("document.querySelector('.card .spark .past').getAttribute('points').split(' ').length"))!.GetValue<int>(), Is.EqualTo(3), "from what was usual when it was first seen over both revisions");
        Assert.That((await _browser.EvaluateAsync("document.querySelectorAll('.card .spark .until').length"))!.GetValue<int>(), Is.EqualTo(2));
        Assert.That((await _browser.EvaluateAsync("document.querySelector('.card .spark').getAttribute('aria-label')"))!.GetValue<string>(), Does.StartWith("Mentions a minute so far, and the forecast"));
        await PictureAsync("light");
        await _browser.LookLikeAsync(1280, 900, "dark");
        await PictureAsync("dark");
        NothingIsWrong();
    }

    [Test]
    public async Task Board_WithFiveHundred_ShowsTheBestAndMoreOnRequest()
    {
        for (int i = 0; i < 500; i++)
            Take(Revision($"inc-{i}", i / 5.0, $"#topic{i}"));
        await OpenPageAsync();
        await UntilCardsAsync(60);

        Assert.That((await TextsAsync(".card h3"))[..2], Is.EqualTo(new[] { "#topic499", "#topic498" }));
        Assert.That(await TextsAsync("#count"), Is.EqualTo(new[] { "60 shown of 500" }));
        await PictureAsync("500");
        await _browser.EvaluateAsync("document.querySelector('#more').click()");
        await UntilCardsAsync(120);
        NothingIsWrong();
    }

    [TestCase("<script>window.hit=1</script>")]
    [TestCase("<img src=x onerror=\"window.hit=1\">")]
    [TestCase("\"><svg onload=window.hit=1>")]
    [TestCase("javascript:window.hit=1")]
    [TestCase("</li></ul><style>*{display:none}</style>")]
    [TestCase("\u202Ereversed {0} ${1+1} `x`")]
    public async Task Texts_OfStrangers_StayTexts(string text)
    {
        Evidence evidence = new(text, "javascript:window.hit=1", text, text, _time, text);
        IncidentRevision hostile = Revision("bad", 80, text, output: OutputKind.Alert) with { Summary = text, Evidence = [evidence] };
        Take(hostile);
        await OpenPageAsync();
        await UntilCardsAsync(1);
        Assert.That(await TextsAsync(".card h3"), Is.EqualTo(new[] { text }));
        await OpenPageAsync("/incidents/bad");
        await _browser.UntilAsync("document.querySelector('#incident-title') !== null", "the incident is shown");

        Assert.That(await TextsAsync("#incident-title"), Is.EqualTo(new[] { text }));
        JsonNode? found = await _browser.EvaluateAsync("({ hit: window.hit ?? 0, scripts: document.scripts.length, images: document.images.length, styles: document.querySelectorAll('style').length, links: document.querySelectorAll('a[href^=\"javascript\"]').length })");
        Assert.That(found!.ToJsonString(), Is.EqualTo("""{"hit":0,"scripts":1,"images":0,"styles":0,"links":0}"""));
        NothingIsWrong();
    }

    [Test]
    public async Task Hold_AsksForAPause_NotForHaste()
    {
        Take(Revision("sad", 0, "#crash", kind: AlertKind.Hold, output: OutputKind.Alert));
        await OpenPageAsync();
        await UntilCardsAsync(1);
        await _browser.UntilAsync("document.querySelectorAll('#alerts li').length === 1", "the alert is shown");

        Assert.That(await TextsAsync(".card .left"), Is.EqualTo(new[] { "pause what is scheduled" }));
        JsonNode? looks = await _browser.EvaluateAsync("({ until: document.querySelectorAll('.spark .until').length, same: getComputedStyle(document.querySelector('#alerts li')).borderLeftColor === getComputedStyle(document.querySelector('.card')).borderLeftColor })");
        Assert.That(looks!.ToJsonString(), Is.EqualTo("""{"until":0,"same":true}"""));
        NothingIsWrong();
    }

    [Test]
    public async Task Service_GoesAndComes_PageGoesOnByItself()
    {
        Take(Revision("before", 50, "#before"));
        await OpenPageAsync();
        await UntilCardsAsync(1);
        int port = new Uri(_host.Address).Port;

        await _host.DisposeAsync();
        await _browser.UntilAsync("document.querySelector('#link').dataset.state === 'off'", "the page says that it has no connection");
        _host = await PageHost.StartAsync(port);
        Take(Revision("after", 60, "#after"));
        await _browser.UntilAsync("document.querySelector('.card h3')?.textContent === '#after'", "the page shows what there is now");

        Assert.That(await TextsAsync(".card h3"), Is.EqualTo(new[] { "#after" }));
    }

    [Test]
    public async Task Keyboard_Alone_OpensAnIncidentAndGoesBack()
    {
        Take(Revision("one", 50, "#one"));
        await OpenPageAsync();
        await UntilCardsAsync(1);
        await _browser.EvaluateAsync("document.body.focus()");
        for (int i = 0; i < 20 && (await _browser.EvaluateAsync("document.activeElement?.closest('.card') !== null"))?.GetValue<bool>() != true; i++)
            await _browser.PressAsync("Tab");
        await _browser.PressAsync("Enter");
        await _browser.UntilAsync("location.pathname === '/incidents/one' && document.activeElement?.id === 'incident-title'", "the incident is open and has the focus");
        await _browser.PressAsync("Tab");

        await _browser.EvaluateAsync("history.back()");
        await _browser.UntilAsync("!document.querySelector('#board').hidden && document.querySelectorAll('.card').length === 1", "the list is back");
        NothingIsWrong();
    }

    [Test]
    public async Task Incident_HasItsWholeLife()
    {
        Take(Revision("one", 50, "#one"));
        Take(Revision("one", 70, "#one", IncidentPhase.Escalated, revision: 2, output: OutputKind.Alert));
        Take(Revision("one", 60, "#one", IncidentPhase.Peaked, revision: 3) with { Evidence = [new Evidence("x:1", "https://example.org/1", "x", "ann", _time, null)] });
        await OpenPageAsync("/incidents/one");
        await _browser.UntilAsync("document.querySelectorAll('#incident section:last-of-type tbody tr').length === 3", "three lines of its life");

        JsonNode? link = await _browser.EvaluateAsync("(({ href, rel, target }) => ({ href, rel, target }))(document.querySelector('#incident a[href^=\"https\"]'))");
        Assert.That(link!.ToJsonString(), Is.EqualTo("""{"href":"https://example.org/1","rel":"noopener noreferrer nofollow","target":"_blank"}"""));
        await PictureAsync("incident");
        NothingIsWrong();
    }

    [Test]
    public async Task Decision_ByTheForm_IsWrittenDownAndShownOnceThePipelineTellsOfIt()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        await using DecisionLog decisions = new(redis.Options, TimeProvider.System);
        await _host.DisposeAsync();
        _host = await PageHost.StartAsync(decisions: decisions);
        Take(Revision("one", 50, "#one"));
        await OpenPageAsync("/incidents/one");
        await _browser.UntilAsync("document.querySelector('#reject') !== null", "the form is shown");
        await _browser.EvaluateAsync("(() => { const reason = document.querySelector('#reason'); reason.value = '<b>not ours</b>'; reason.dispatchEvent(new Event('input')); document.querySelector('#reject').click(); })()");
        await _browser.UntilAsync("document.querySelector('#incident [role=status]')?.textContent === 'Noted: rejected.'", "the page says that it is noted");
        await PictureAsync("decision");

        Take(Revision("one", 50, "#one", IncidentPhase.Expired, revision: 2) with { Decision = new Decision("one", DecisionVerdict.Reject, _time, 0, "<b>not ours</b>", "ann"), EndedBecause = EndReason.Rejected });
        await _browser.UntilAsync("document.querySelector('#decided').textContent.startsWith('rejected')", "the decision is shown");

        Assert.That(await redis.NumberAsync("XLEN", "{rtm}:decisions"), Is.EqualTo(1));
        Assert.That((await TextsAsync("#decided"))[0], Does.EndWith("ann: <b>not ours</b>"));
        Assert.That((await _browser.EvaluateAsync("document.querySelectorAll('#decided b').length"))!.GetValue<int>(), Is.Zero);
        NothingIsWrong();
    }

    [Test]
    public async Task Incident_Unknown_SaysSo()
    {
        await _browser.GoAsync($"{_host.Address}/incidents/none");
        await _browser.UntilAsync("document.querySelector('#incident')?.textContent.includes('not known any more') === true", "it says that it is not known");
        Take(Revision("none", 50, "#known"));
        await _browser.UntilAsync("document.querySelector('#incident-title')?.textContent === '#known'", "it is shown once it is known");

        Assert.That(_browser.Requests.Count(static request => request.EndsWith("/api/incidents/none", StringComparison.Ordinal)), Is.EqualTo(1), "it is not asked for again and again");
    }

    [TestCase(390, 844, "phone")]
    [TestCase(2560, 1440, "wall")]
    public async Task Page_OnAnyScreen_NeedsNoScrollingSideways(int width, int height, string name)
    {
        await _browser.LookLikeAsync(width, height);
        for (int i = 0; i < 12; i++)
            Take(Revision($"inc-{i}", i * 8, i == 3 ? "#" + new string('w', 120) : $"#topic{i}", output: (OutputKind)(i % 2)));
        await OpenPageAsync();
        await UntilCardsAsync(12);

        Assert.That((await _browser.EvaluateAsync("document.documentElement.scrollWidth <= innerWidth"))!.GetValue<bool>(), Is.True);
        await PictureAsync(name);
        NothingIsWrong();
    }

    [Test]
    public async Task Languages_HaveTheSameWords_AndAreShown()
    {
        await OpenPageAsync();
        foreach (string language in s_languages)
        {
            await _browser.EvaluateAsync($"(() => {{ const select = document.querySelector('#language'); select.value = '{language}'; select.dispatchEvent(new Event('change')); }})()");
            JsonNode? missing = await _browser.EvaluateAsync(
                "import('/texts.js').then(({ text }) => Promise.all(['/app.js', '/incident.js', '/decide.js', '/index.html'].map((page) => fetch(page === '/index.html' ? '/' : page).then((answer) => answer.text())))"
                + ".then((sources) => [...new Set(sources.flatMap((source) => [...source.matchAll(/text\\('([a-z_]+)'|data-text=\"([a-z_]+)\"/g)].map((match) => match[1] ?? match[2])))].filter((key) => text(key) === key && key.includes('_'))))");
            Assert.That(missing!.AsArray(), Is.Empty, language);
            Assert.That((await _browser.EvaluateAsync("document.documentElement.lang"))!.GetValue<string>(), Is.EqualTo(language));
        }

        Assert.That((await _browser.EvaluateAsync("import('/texts.js').then(({ all }) => { const [first, ...others] = Object.values(all).map((words) => Object.keys(words).sort().join()); return others.every((keys) => keys === first); })"))!.GetValue<bool>(), Is.True);
        Assert.That(await TextsAsync("#none"), Is.EqualTo(new[] { "Nessuna opportunità ora." }));
        await _browser.EvaluateAsync("localStorage.clear()");
    }

    [TestCase("light")]
    [TestCase("dark")]
    public async Task Colours_OfTexts_StandOutEnough(string colours)
    {
        await _browser.LookLikeAsync(1280, 900, colours);
        Take(Revision("one", 50, "#one", output: OutputKind.Alert));
        await OpenPageAsync();
        await UntilCardsAsync(1);
        const string Contrast = """
            (() => {
              const part = (value) => { const c = value / 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
              const light = (colour) => { const [r, g, b] = colour.match(/[\d.]+/g).map(Number); return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b); };
              const ground = (element) => { for (let e = element; e; e = e.parentElement) { const colour = getComputedStyle(e).backgroundColor; if (!/, 0\)$/.test(colour) && colour !== 'transparent') return colour; } return 'rgb(255,255,255)'; };
              return [...document.querySelectorAll('main *, header *')].filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()) && e.offsetParent)
                .map((e) => { const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x); return { text: e.textContent.slice(0, 30), ratio: (a + 0.05) / (b + 0.05) }; }).filter(({ ratio }) => ratio < 4.5);
            })()
            """;

        Assert.That((await _browser.EvaluateAsync(Contrast))!.ToJsonString(), Is.EqualTo("[]"));
    }

    [Test]
    public async Task Structure_IsWhatScreenReadersNeed()
    {
        Take(Revision("one", 50, "#one", output: OutputKind.Alert));
        await OpenPageAsync();
        await UntilCardsAsync(1);

        JsonNode? faults = await _browser.EvaluateAsync("""
            [...document.querySelectorAll('select, input')].filter((e) => !e.labels?.length).map((e) => `no label: ${e.id}`)
              .concat([...document.querySelectorAll('a, button')].filter((e) => !e.textContent.trim() && !e.ariaLabel).map((e) => `no name: ${e.outerHTML}`))
              .concat([...document.querySelectorAll('svg')].filter((e) => !e.closest('[aria-hidden=true]') && !e.getAttribute('aria-label')).map(() => 'a picture without words'))
              .concat(document.querySelectorAll('h1').length === 1 && document.querySelector('main') && document.documentElement.lang ? [] : ['no single heading, main part or language'])
              .concat([...document.querySelectorAll('[id]')].filter((e, i, all) => all.some((o, j) => j < i && o.id === e.id)).map((e) => `twice: ${e.id}`))
            """);
        Assert.That(faults!.ToJsonString(), Is.EqualTo("[]"));
    }

    [Test]
    public async Task Keys_WhereTheyAreAskedFor_OpenThePage()
    {
        await _host.DisposeAsync();
        Assert.That(BearerKeys.TryParse($"ops:{Key}", out BearerKeys? keys, out _), Is.True);
        _host = await PageHost.StartAsync(keys: keys);
        Take(Revision("one", 50, "#one"));
        await _browser.GoAsync(_host.Address);
        await _browser.UntilAsync("document.activeElement?.id === 'secret'", "it asks for a key");

        await _browser.TypeAsync("wrong-wrong-wrong-1");
        await _browser.PressAsync("Enter");
        await _browser.UntilAsync("document.querySelector('#refused').textContent === 'This key is not known.'", "it refuses a wrong one");
        await _browser.TypeAsync(Key);
        await _browser.PressAsync("Enter");
        await UntilCardsAsync(1);

        Assert.That((await _browser.EvaluateAsync("document.querySelector('#key').hidden"))!.GetValue<bool>(), Is.True);
    }
}
