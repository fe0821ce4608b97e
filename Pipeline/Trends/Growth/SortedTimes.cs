namespace RtmPipeline.Trends.Growth;

/// <summary>Looks into times that ascend.</summary>
internal static class SortedTimes
{
    /// <summary>How many of the times are not after one.</summary>
    public static int CountUpTo(double[] times, double limit)
    {
        int low = 0;
        int high = times.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (times[middle] <= limit)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
