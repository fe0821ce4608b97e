using System.Diagnostics;
using System.Text;

namespace RtmPipeline.Tests.Kills.Soak;

/// <summary>Writes steady posts into a child's standard input at their rate, and holds back when the child does.</summary>
/// <param name="posts">The posts.</param>
/// <param name="perSecond">Lines in a second; 0 for as fast as they are taken.</param>
internal sealed class SteadyFeeder(SteadyPosts posts, int perSecond)
{
    /// <summary>Turns in a second in which lines are due.</summary>
    private const int TurnsPerSecond = 20;

    private static readonly TimeSpan s_turn = TimeSpan.FromSeconds(1.0 / TurnsPerSecond);

    /// <summary>How far behind its rate the feeder was at most, because the child took no more.</summary>
    public TimeSpan MostBehind { get; private set; }

    public async Task FeedAsync(Child child, long lines)
    {
        long begun = Stopwatch.GetTimestamp();
        int each = perSecond > 0 ? perSecond / TurnsPerSecond : 1_000;
        StringBuilder buffer = new();
        for (long from = 0; from < lines; from += each)
        {
            buffer.Clear();
            for (long i = from; i < Math.Min(lines, from + each); i++)
                posts.Write(i, buffer);
            await child.Input.WriteAsync(Encoding.UTF8.GetBytes(buffer.ToString()));
            if (perSecond == 0)
                continue;
            TimeSpan early = (s_turn * ((from / each) + 1)) - Stopwatch.GetElapsedTime(begun);
            if (early > TimeSpan.Zero)
                await child.HasEndedWithinAsync(early);
            else if (-early > MostBehind)
                MostBehind = -early;
        }

        child.Input.Close();
    }
}
