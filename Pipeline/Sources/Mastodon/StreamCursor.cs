namespace RtmPipeline.Sources.Mastodon;

/// <summary>
/// How far one stream was read without a gap: what was handed on, from where the next gap is looked for, and what was accepted, which may be remembered. While a gap is being
/// filled, what the stream gives meanwhile lies beyond the gap and moves neither.
/// </summary>
/// <param name="start">The last status that was remembered; null for none.</param>
internal sealed class StreamCursor(string? start)
{
    private readonly Lock _gate = new();
    private string? _handed = start;
    private string? _handedBeyond;
    private string? _accepted = start;
    private string? _acceptedBeyond;
    private bool _isFilling;
    private int _fillsUnderWay;

    /// <summary>From where a gap is looked for; null where nothing is known.</summary>
    public string? Handed
    {
        get
        {
            lock (_gate)
                return _handed;
        }
    }

    /// <summary>Up to where everything was accepted; null where nothing is known.</summary>
    public string? Accepted
    {
        get
        {
            lock (_gate)
                return _accepted;
        }
    }

    /// <summary>Begins where nothing was read yet.</summary>
    public void BeginAt(string id)
    {
        lock (_gate)
        {
            _handed ??= id;
            _accepted ??= id;
        }
    }

    /// <summary>A gap may lie before what the stream gives from now on. One that was not filled to its end stays open.</summary>
    public void OpenGap()
    {
        lock (_gate)
            _isFilling = true;
    }

    /// <summary>The gap is filled, or given up.</summary>
    public void CloseGap()
    {
        lock (_gate)
        {
            _isFilling = false;
            _handed = StatusId.Max(_handed, _handedBeyond);
            _handedBeyond = null;
            Settle();
        }
    }

    /// <summary>Notes what was handed on.</summary>
    /// <param name="id">The greatest id of it; null for none.</param>
    /// <param name="isFill">True for what fills a gap.</param>
    /// <param name="willBeAccepted">True when <see cref="Accept"/> will tell of it.</param>
    public void HandOn(string? id, bool isFill, bool willBeAccepted)
    {
        lock (_gate)
        {
            if (isFill && willBeAccepted)
                _fillsUnderWay++;
            if (_isFilling && !isFill)
                _handedBeyond = StatusId.Max(_handedBeyond, id);
            else
                _handed = StatusId.Max(_handed, id);
        }
    }

    /// <summary>Notes what was accepted, of what was handed on.</summary>
    public void Accept(string? id, bool isFill)
    {
        lock (_gate)
        {
            if (isFill)
            {
                _fillsUnderWay--;
                _accepted = StatusId.Max(_accepted, id);
            }
            else
            {
                _acceptedBeyond = StatusId.Max(_acceptedBeyond, id);
            }

            Settle();
        }
    }

    /// <summary>What was accepted beyond a gap counts once all that fills the gap is accepted.</summary>
    private void Settle()
    {
        if (_isFilling || _fillsUnderWay > 0)
            return;
        _accepted = StatusId.Max(_accepted, _acceptedBeyond);
        _acceptedBeyond = null;
    }
}
