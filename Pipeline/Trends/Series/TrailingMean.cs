namespace RtmPipeline.Trends.Series;

/// <summary>
/// Mean of the rows of the last few steps. A missing row counts as an ordinary one, so that the first row after a gap is not taken for a
/// whole window.
/// </summary>
/// <remarks>
/// The sum is kept as two: of the older rows for each row on, of the newer ones as a whole. So nothing is ever subtracted, and a huge count
/// that has left the window leaves no rounding error behind. A row is added up twice at most, whatever the window.
/// </remarks>
internal sealed class TrailingMean
{
    private readonly long[] _steps;
    private readonly double[] _values;

    /// <summary>Of each older row, the sum from it to the newest of the older ones.</summary>
    private readonly double[] _older;
    private int _first;
    private int _count;
    private int _olderCount;
    private double _newer;

    /// <param name="steps">Length of the window, at least 1; also what it takes in memory, 24 bytes each.</param>
    public TrailingMean(int steps)
    {
        _steps = new long[steps];
        _values = new double[steps];
        _older = new double[steps];
    }

    /// <summary>Length of the window.</summary>
    public int Steps => _steps.Length;

    /// <summary>Takes a row, later than all before, and gives the mean of the window that ends with it.</summary>
    /// <param name="step">Where the row stands, in steps.</param>
    /// <param name="value">Its count.</param>
    /// <param name="ordinary">What stands in for a missing row.</param>
    public double Next(long step, double value, double ordinary)
    {
        while (_count > 0 && _steps[_first] <= step - Steps)
            DropFirst();
        int at = (_first + _count) % Steps;
        _steps[at] = step;
        _values[at] = value;
        _count++;
        _newer += value;
        double sum = (_olderCount > 0 ? _older[_first] : 0) + _newer;
        return (sum + ((Steps - _count) * ordinary)) / Steps;
    }

    private void DropFirst()
    {
        if (_olderCount == 0)
            MakeOlder();
        _first = (_first + 1) % Steps;
        _count--;
        _olderCount--;
    }

    /// <summary>All rows become older ones.</summary>
    private void MakeOlder()
    {
        double sum = 0;
        for (int i = _count - 1; i >= 0; i--)
        {
            int at = (_first + i) % Steps;
            sum += _values[at];
            _older[at] = sum;
        }

        _olderCount = _count;
        _newer = 0;
    }
}
