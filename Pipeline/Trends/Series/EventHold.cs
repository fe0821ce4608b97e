namespace RtmPipeline.Trends.Series;

/// <summary>
/// One event, one alert: how high a surprise must be, given what has alerted before. While an event goes on and for a while after it only
/// an escalation passes; later only what tops its peak; then everything again.
/// </summary>
internal sealed class EventHold
{
    private readonly double _threshold;
    private readonly double _escalation;
    private readonly long _holdSteps;
    private bool _any;
    private long _lastHighStep;
    private double _alerted;
    private double _peak;

    /// <param name="threshold">Surprise that alerts when nothing is held.</param>
    /// <param name="escalation">How far above the last alert another one may come.</param>
    /// <param name="holdSteps">Steps for which an event is held after its last high row; it ends after twice as many.</param>
    public EventHold(double threshold, double escalation, long holdSteps)
    {
        _threshold = threshold;
        _escalation = escalation;
        _holdSteps = holdSteps;
    }

    /// <summary>Surprise that alerts at a step.</summary>
    public double Bar(long step)
    {
        if (!_any || step - _lastHighStep >= 2 * _holdSteps)
            return _threshold;
        return step - _lastHighStep < _holdSteps ? _alerted + _escalation : Math.Max(_peak, _alerted + (_escalation / 2));
    }

    /// <summary>Takes the surprise of a row, and whether it alerted.</summary>
    public void Add(long step, double surprise, bool alert)
    {
        bool goesOn = _any && step - _lastHighStep < 2 * _holdSteps;
        if (!alert && !(goesOn && surprise >= _threshold))
            return;
        _peak = goesOn ? Math.Max(_peak, surprise) : surprise;
        _lastHighStep = step;
        if (!alert)
            return;
        _any = true;
        _alerted = surprise;
    }
}
