namespace RtmPipeline.Commands.Evaluate.Series;

/// <summary>
/// Chooses the rows of a table whose times go up: the longest strictly rising subsequence, so that one wrong clock, early or late, costs its own row and no
/// other. Patience sorting (Fredman, "On computing the length of longest increasing subsequences", Discrete Mathematics 11, 1975); n log n.
/// </summary>
internal static class RisingRows
{
    /// <returns>For each time, whether it is kept. Of equal times the first one is.</returns>
    public static bool[] Keep(long[] times)
    {
        // tails[k] is the index of the smallest time that ends a rising run of k + 1 rows; before[i] the row that stands before row i in its run.
        int[] tails = new int[times.Length];
        int[] before = new int[times.Length];
        int length = 0;
        for (int i = 0; i < times.Length; i++)
        {
            int at = FirstNotBelow(times, tails, length, times[i]);
            before[i] = at > 0 ? tails[at - 1] : -1;
            if (at == length)
                tails[length++] = i;
            else if (times[tails[at]] > times[i])
                tails[at] = i;
        }

        bool[] isKept = new bool[times.Length];
        for (int i = length > 0 ? tails[length - 1] : -1; i >= 0; i = before[i])
            isKept[i] = true;
        return isKept;
    }

    private static int FirstNotBelow(long[] times, int[] tails, int length, long time)
    {
        int low = 0;
        int high = length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (times[tails[middle]] < time)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
