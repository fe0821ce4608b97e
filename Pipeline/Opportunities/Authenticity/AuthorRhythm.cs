using RtmPipeline.State;

namespace RtmPipeline.Opportunities.Authenticity;

/// <summary>One author's posts in one event: their fading weight, and how regular their gaps are.</summary>
internal sealed class AuthorRhythm(ulong author)
{
    /// <summary>Gaps before they can be called regular: four by chance are as regular as below in one case of twenty-five.</summary>
    private const int MinGaps = 4;

    /// <summary>Burstiness below which gaps are those of a machine: a spread of a third of the mean, at four gaps.</summary>
    private const double Regular = -0.5;

    private long _lastMs = long.MinValue;
    private int _gaps;
    private double _mean;
    private double _squares;

    public ulong Author { get; } = author;

    /// <summary>Sum of the weights of the posts.</summary>
    public double Weight { get; set; }

    /// <summary>Sum of their squares.</summary>
    public double Squares { get; set; }

    public bool IsRegular { get; private set; }

    /// <summary>Takes in the time of a post; one that comes out of order says nothing about gaps.</summary>
    public void Post(long atMs)
    {
        if (_lastMs != long.MinValue && atMs < _lastMs)
            return;
        if (_lastMs != long.MinValue)
        {
            // Welford's running mean and sum of squares.
            double gap = atMs - _lastMs;
            _gaps++;
            double off = gap - _mean;
            _mean += off / _gaps;
            _squares += off * (gap - _mean);
            IsRegular = _gaps >= MinGaps && Burstiness.Of(_gaps, _mean, _squares / _gaps) < Regular;
        }

        _lastMs = atMs;
    }

    public void Save(StateWriter to)
    {
        to.ULong(Author);
        to.Double(Weight);
        to.Double(Squares);
        to.Bool(IsRegular);
        to.Long(_lastMs);
        to.Int(_gaps);
        to.Double(_mean);
        to.Double(_squares);
    }

    public static AuthorRhythm Load(StateReader from) => new(from.ULong())
    {
        Weight = from.Double(),
        Squares = from.Double(),
        IsRegular = from.Bool(),
        _lastMs = from.Long(),
        _gaps = from.Int(),
        _mean = from.Double(),
        _squares = from.Double(),
    };
}
