namespace RtmPipeline.Trends.Series;

/// <summary>
/// Mean of the rows of the last few steps. A missing row counts as an ordinary one, so that the first row after a gap is not taken for a
/// whole window. A row enters and leaves once: constant time a row, whatever the window.
/// </summary>
internal sealed class TrailingMean
{
    private readonly (long Step, double Value)[] _rows;
    private int _first;
    private int _count;
    private double _sum;

    /// <param name="steps">Length of the window, at least 1; also what it takes in memory, 16 bytes each.</param>
    public TrailingMean(int steps) => _rows = new (long, double)[steps];

    public int Steps => _rows.Length;

    /// <summary>Takes a row, later than all before, and gives the mean of the window that ends with it.</summary>
    /// <param name="step">Where the row stands, in steps.</param>
    /// <param name="value">Its count.</param>
    /// <param name="ordinary">What stands in for a missing row.</param>
    public double Next(long step, double value, double ordinary)
    {
        while (_count > 0 && _rows[_first].Step <= step - Steps)
        {
            _sum -= _rows[_first].Value;
            _first = (_first + 1) % Steps;
            _count--;
        }

        int at = (_first + _count) % Steps;
        _rows[at] = (step, value);
        _count++;
        _sum += value;
        if (at == Steps - 1)
            SumAgain();
        return (_sum + ((Steps - _count) * ordinary)) / Steps;
    }

    /// <summary>Once around the ring, so that what additions and subtractions lose of fractions does not add up.</summary>
    private void SumAgain()
    {
        _sum = 0;
        for (int i = 0; i < _count; i++)
            _sum += _rows[(_first + i) % Steps].Value;
    }
}
