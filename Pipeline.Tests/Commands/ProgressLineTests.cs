using NUnit.Framework;
using RtmPipeline.Commands;
using RtmPipeline.Telemetry;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands;

internal sealed class ProgressLineTests
{
    private readonly SteppedClock _clock = new();
    private StringWriter _terminal = null!;
    private MessageWriter _messages = null!;
    private ProgressLine _line = null!;

    [SetUp]
    public void Begin()
    {
        _terminal = new StringWriter();
        _messages = new MessageWriter(_terminal, _clock);
        _line = new ProgressLine(_messages, _clock);
    }

    [TearDown]
    public void End()
    {
        _messages.Dispose();
        _terminal.Dispose();
    }

    [Test]
    public void Show_OfAFile_TellsRateShareAndTimeLeft()
    {
        ShowAfter(0, 0, 0);
        ShowAfter(10, 1_000_000, 0.25);
        Assert.That(Last(), Is.EqualTo("night, 100,000 posts/s, 25% done, 30 s left"));
        ShowAfter(10, 1_500_000, 0.26);
        Assert.That(Last(), Is.EqualTo("night, 50,000 posts/s, 26% done, 57 s left"), "the rate is the latest, not that of all the time");
        ShowAfter(100, 1_500_000, 0.27);
        Assert.That(Last(), Does.EndWith("0 posts/s, 27% done, 6 min left"));
        ShowAfter(36_000, 2_000_000, 0.5);
        Assert.That(Last(), Does.EndWith("50% done, 10.0 h left"));
        ShowAfter(10, 2_000_000, 1);
        Assert.That(Last(), Does.EndWith("100% done"));
    }

    [Test]
    public void Show_OfAnInputOfUnknownSize_TellsTheRateAlone()
    {
        ShowAfter(0, 0, null);
        ShowAfter(2, 500, null);
        Assert.That(Last(), Is.EqualTo("night, 250 posts/s"));
    }

    [Test]
    public void Show_Often_WritesAtMostFourTimesASecond()
    {
        for (int i = 0; i < 1_000; i++)
            ShowAfter(0.001, i, null);
        Assert.That(_terminal.ToString().Split('\r'), Has.Length.LessThanOrEqualTo(6));
        Assert.That(_line.IsDue, Is.False);
        _clock.Advance(ProgressLine.Pause);
        Assert.That(_line.IsDue, Is.True);
    }

    [Test]
    public void Message_Meanwhile_TakesThePlaceOfTheLine()
    {
        _line.Show("measuring decode");
        _messages.WriteLine("rtm: Redis works again");
        Assert.That(_terminal.ToString(), Is.EqualTo($"\rmeasuring decode\r{new string(' ', 16)}\rrtm: Redis works again\n"));
    }

    [Test]
    public void ShorterLine_LeavesNothingOfALongerOne()
    {
        _line.Show("measuring decode");
        _line.Show("fitting");
        Assert.That(_terminal.ToString(), Does.EndWith($"\rfitting{new string(' ', 9)}"));
    }

    [Test]
    public void Clear_TakesItAwayOnce()
    {
        _line.Show("fitting");
        _line.Clear();
        _line.Clear();
        Assert.That(_terminal.ToString(), Is.EqualTo($"\rfitting\r{new string(' ', 7)}\r"));
    }

    [Test]
    public void LongLine_IsCutBeforeItBreaks()
    {
        _line.Show(new string('x', 500));
        Assert.That(_terminal.ToString(), Has.Length.EqualTo(1 + ProgressLine.MaxWidth));
    }

    [Test]
    public void MessagesAsJson_HaveNoProgressAmongThem()
    {
        _messages.IsJson = true;
        ShowAfter(0, 0, 0);
        _line.Show("fitting");
        _line.Clear();
        Assert.That((_line.IsWatched, _line.IsDue, _terminal.ToString()), Is.EqualTo((false, false, string.Empty)));
    }

    [Test]
    public void WithoutATerminal_NothingIsShown()
    {
        ProgressLine unwatched = new(null, _clock);
        unwatched.Show("fitting");
        unwatched.Show("fitting", 1, "posts", 0.5);
        unwatched.Clear();
        Assert.That((unwatched.IsWatched, unwatched.IsDue), Is.EqualTo((false, false)));
        Assert.That(ProgressLine.Of(_messages).IsWatched, Is.EqualTo(!Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb"));
    }

    private void ShowAfter(double seconds, long posts, double? share)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        _line.Show("night", posts, "posts", share);
    }

    private string Last() => _terminal.ToString().Split('\r')[^1].TrimEnd();
}
