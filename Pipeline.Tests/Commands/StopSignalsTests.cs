using NUnit.Framework;
using RtmPipeline.Commands;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands;

internal sealed class StopSignalsTests
{
    [Test]
    public void FirstSignal_AsksToStop()
    {
        List<int> exits = [];
        using StopSignals signals = new(TextWriter.Null, exits.Add, new HandClock());
        Assert.That(signals.Token.IsCancellationRequested, Is.False);
        signals.Signal();
        Assert.That(signals.Token.IsCancellationRequested, Is.True);
        Assert.That(exits, Is.Empty);
    }

    [Test]
    public void SecondSignal_EndsAtOnce()
    {
        List<int> exits = [];
        using StringWriter errors = new();
        using StopSignals signals = new(errors, exits.Add, new HandClock());
        signals.Signal();
        signals.Signal();
        Assert.That(exits, Is.EqualTo(new[] { ExitCode.Failed }));
        Assert.That(errors.ToString(), Does.Contain("second signal"));
    }

    [Test]
    public void StopThatIsNotFollowed_EndsWhenItsTimeIsUp()
    {
        List<int> exits = [];
        HandClock clock = new();
        using StringWriter errors = new();
        using StopSignals signals = new(errors, exits.Add, clock);
        signals.Signal();
        clock.Fire();
        Assert.That(exits, Is.EqualTo(new[] { ExitCode.Failed }));
        Assert.That(errors.ToString(), Does.Contain("within 10 s"));
    }
}
