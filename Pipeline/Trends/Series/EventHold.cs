namespace RtmPipeline.Trends.Series;

/// <summary>
/// One event, one alert. After an alert the event may settle: what follows at once is the same rise. While it goes on, and for a while after
/// its last high row, only a count several times that of its beginning alerts again; for as long once more, only what tops its peak, so that
/// the next day's echo is not a new event; then everything does.
/// </summary>
internal sealed class EventHold
{
    private readonly double _logEscalation;
    private readonly long _settleSteps;
    private readonly long _holdSteps;
    private bool _any;
    private long _alertStep;
    private long _lastHighStep;
    private double _settledLevel;
    private double _peak;

    /// <param name="escalation">How many times the count of its beginning makes a second alert of an event; above 1.</param>
    /// <param name="settleSteps">Steps after an alert that still belong to the beginning.</param>
    /// <param name="holdSteps">Steps for which an event is held after its last high row; it ends after twice as many.</param>
    public EventHold(double escalation, long settleSteps, long holdSteps)
    {
        _logEscalation = Math.Log(escalation);
        _settleSteps = settleSteps;
        _holdSteps = holdSteps;
    }

    /// <summary>How near a row comes to what may alert: 1 when it may, less when an event holds it back.</summary>
    /// <param name="step">Where the row stands.</param>
    /// <param name="surprise">Its surprise.</param>
    /// <param name="level">Logarithm of its count.</param>
    public double Share(long step, double surprise, double level)
    {
        if (!GoesOn(step))
            return 1;
        if (step - _lastHighStep >= _holdSteps)
            return surprise > _peak ? 1 : JustBelow(surprise / _peak);
        double share = Math.Exp(level - _settledLevel - _logEscalation);
        return share >= 1 && !Settles(step) ? 1 : JustBelow(share);
    }

    /// <summary>Takes a row whose surprise would alert, were it not held.</summary>
    public void Add(long step, double surprise, double level, bool alert)
    {
        if (!alert && !GoesOn(step))
            return;
        _peak = GoesOn(step) ? Math.Max(_peak, surprise) : surprise;
        _lastHighStep = step;
        if (alert)
        {
            _any = true;
            _alertStep = step;
            _settledLevel = level;
        }
        else if (Settles(step))
        {
            _settledLevel = Math.Max(_settledLevel, level);
        }
    }

    private bool GoesOn(long step) => _any && step - _lastHighStep < 2 * _holdSteps;

    private bool Settles(long step) => step - _alertStep <= _settleSteps;

    private static double JustBelow(double share) => Math.Clamp(share, 0, 0.999);
}
