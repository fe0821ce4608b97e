using System.Globalization;
using RtmPipeline.Telemetry;

namespace RtmPipeline.Commands;

/// <summary>
/// One line on standard error that is written over again while a verb works, for a person who waits: what it is at, how fast it goes, and where the size of the input is known how much
/// is done and left. No terminal, one that cannot write over a line (<c>TERM=dumb</c>), or messages as JSON: no line. For use from several threads.
/// </summary>
/// <param name="messages">Standard error; null where nobody watches, and nothing is written.</param>
/// <param name="clock">Times it; it reaches no output.</param>
internal sealed class ProgressLine(MessageWriter? messages, TimeProvider clock)
{
    /// <summary>Characters of a line; one that breaks could not be written over.</summary>
    public const int MaxWidth = 79;

    /// <summary>A person reads no faster, and a terminal is slow.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>The rate is that of the last five to ten seconds: of all the time, it would hide that things have become slow.</summary>
    private static readonly TimeSpan s_span = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private Mark? _first;
    private Mark? _older;
    private Mark? _newer;
    private long? _shownAt;

    private sealed record Mark(long At, long Count, double Share);

    /// <summary>True when a person watches.</summary>
    public bool IsWatched => messages is { IsJson: false };

    /// <summary>True when it is time for the next one; asking is cheap.</summary>
    public bool IsDue => IsWatched && (_shownAt is not { } last || clock.GetElapsedTime(last) >= Pause);

    /// <summary>The line of this process.</summary>
    /// <param name="errors">Where the program writes its messages.</param>
    /// <param name="isBesideData">True where data go to standard output, among which it would stand on the same terminal.</param>
    public static ProgressLine Of(TextWriter errors, bool isBesideData = false)
    {
        bool isTerminal = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
        return new ProgressLine(isTerminal && (!isBesideData || Console.IsOutputRedirected) ? errors as MessageWriter : null, TimeProvider.System);
    }

    /// <summary>Shows what the verb is at, at once.</summary>
    public void Show(string what)
    {
        lock (_gate)
            Write(what);
    }

    /// <summary>Shows how far the verb is, when it is time.</summary>
    /// <param name="what">What it is at.</param>
    /// <param name="count">What it has done since it began.</param>
    /// <param name="unit">Of what, in the plural.</param>
    /// <param name="share">Share of the work that is done, 0 to 1; null where nobody knows.</param>
    public void Show(string what, long count, string unit, double? share = null)
    {
        lock (_gate)
        {
            if (!IsDue)
                return;
            Mark now = new(clock.GetTimestamp(), count, share ?? 0);
            _first ??= now;
            _newer ??= now;
            _older ??= now;
            string rate = RateOf(now) is { } perSecond ? string.Create(CultureInfo.InvariantCulture, $", {perSecond:#,0} {unit}/s") : string.Empty;
            string done = share is { } known ? string.Create(CultureInfo.InvariantCulture, $", {Math.Clamp(known, 0, 1):0%} done") : string.Empty;
            Write($"{what}{rate}{done}{LeftOf(now)}");
            if (clock.GetElapsedTime(_newer.At, now.At) >= s_span)
                (_older, _newer) = (_newer, now);
        }
    }

    /// <summary>Takes the line away, before something else is written or the verb ends.</summary>
    public void Clear() => messages?.EndPassing();

    private void Write(string line)
    {
        messages?.ShowPassing(line.Length <= MaxWidth ? line : line[..MaxWidth]);
        _shownAt = clock.GetTimestamp();
    }

    private double? RateOf(Mark now)
    {
        Mark from = clock.GetElapsedTime(_newer!.At, now.At) >= s_span ? _newer : _older!;
        double seconds = clock.GetElapsedTime(from.At, now.At).TotalSeconds;
        return seconds > 0 ? (now.Count - from.Count) / seconds : null;
    }

    /// <summary>By what the shown part took: what comes may be denser, so it is no promise.</summary>
    private string LeftOf(Mark now)
    {
        double done = now.Share - _first!.Share;
        if (done <= 0 || now.Share >= 1)
            return string.Empty;
        TimeSpan left = clock.GetElapsedTime(_first.At, now.At) * ((1 - now.Share) / done);
        return left.TotalMinutes < 1 ? $", {Math.Ceiling(left.TotalSeconds):0} s left"
            : left.TotalHours < 1 ? $", {Math.Ceiling(left.TotalMinutes):0} min left"
            : string.Create(CultureInfo.InvariantCulture, $", {left.TotalHours:0.0} h left");
    }
}
