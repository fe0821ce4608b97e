using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NUnit.Framework;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Kills;

/// <summary>
/// Hands known lines to a child's standard input. What a pipe holds is lost with the child, so a line counts as accepted when the child has it in its
/// journal: a child says at its start how many lines that are, and gets the rest.
/// </summary>
/// <param name="lines">All lines, without their ends.</param>
internal sealed partial class LineFeeder(IReadOnlyList<string> lines)
{
    /// <summary>A journal reads ahead as fast as the disk allows; held back to about a thousand lines a second, something is left for the next lives.</summary>
    private const int LinesAtOnce = 10;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(10);

    private readonly List<int> _accepted = [];

    /// <summary>Lines each child had when it started.</summary>
    public IReadOnlyList<int> Accepted => _accepted;

    /// <summary>Waits for the child to say what it has, and writes the rest until it has all or dies.</summary>
    /// <param name="child">Gets the lines.</param>
    /// <param name="isLast">True for the life that nothing holds back.</param>
    public async Task FeedAsync(Child child, bool isLast)
    {
        int from = -1;
        await Eventually.IsTrue(
            () =>
            {
                from = AcceptedIn(child.Errors);
                return from >= 0 || child.HasEnded;
            },
            "the child says how many lines of standard input its journal holds");
        if (from < 0)
            return;
        Assert.That(from, Is.GreaterThanOrEqualTo(_accepted.Count > 0 ? _accepted[^1] : 0).And.LessThanOrEqualTo(lines.Count), "lines that a journal had are gone from it");
        _accepted.Add(from);
        try
        {
            for (int i = from; i < lines.Count; i++)
            {
                await child.Input.WriteAsync(Encoding.UTF8.GetBytes(lines[i] + "\n"));
                if (!isLast && i % LinesAtOnce == 0)
                    await child.HasEndedWithinAsync(s_pause);
            }

            child.Input.Close();
        }
        catch (IOException)
        {
            // The child was killed, and what the pipe held is gone.
        }
    }

    /// <summary>What a child says it has; -1 while it has not said it.</summary>
    internal static int AcceptedIn(IReadOnlyList<string> errors)
    {
        foreach (string line in errors)
        {
            if (Said().Match(line) is { Success: true } match)
                return int.Parse(match.Groups["lines"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        }

        return -1;
    }

    [GeneratedRegex(@"^rtm: the journal holds (?<lines>[\d,]+) (lines|records) of standard input\b", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Said();
}
