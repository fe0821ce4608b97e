namespace RtmPipeline.Posts.News;

/// <summary>
/// Reads a date token by token, in whatever order they come: numbers, a time of day, a month's name, a zone. What it does not know it passes over;
/// what is missing in the end makes it fail. One pass, no back-tracking.
/// </summary>
internal ref struct FeedDateParser(ReadOnlySpan<char> text)
{
    private const int MaxZoneMinutes = 15 * 60;

    private readonly ReadOnlySpan<char> _text = text;
    private int _at;
    private int _year = -1;
    private int _month = -1;
    private int _day = -1;

    /// <summary>Numbers that may be the day or the year, once the month's name is known.</summary>
    private (int Value, int Digits) _first;
    private (int Value, int Digits) _second;

    /// <summary>Day and month of a date with slashes that can be read either way.</summary>
    private bool _isAmbiguous;

    private long _msOfDay = -1;
    private int? _zoneMinutes;
    private bool _hasOffset;
    private char _half;

    public bool TryParse(out long unixMs)
    {
        unixMs = 0;
        while (_at < _text.Length)
        {
            char c = _text[_at];
            if (char.IsAsciiDigit(c))
            {
                if (!TakeNumber())
                    return false;
            }
            else if (char.IsLetter(c))
            {
                TakeWord();
            }
            else if (c is '+' or '-' or '\u2212' && _msOfDay >= 0 && _at + 1 < _text.Length && char.IsAsciiDigit(_text[_at + 1]))
            {
                TakeOffset(c == '+' ? 1 : -1);
            }
            else
            {
                _at++;
            }
        }

        if (!SettleDate())
            return false;
        SettleHalf();
        return Compose(out unixMs);
    }

    private bool Compose(out long unixMs)
    {
        if (!FeedDate.TryCompose(_year, _month, _day, Math.Max(0, _msOfDay), out unixMs))
            return false;
        if (_msOfDay >= 0)
            unixMs -= (_zoneMinutes ?? 0) * 60_000L;
        return true;
    }

    private bool TakeNumber()
    {
        int start = _at;
        if (!TryDigits(out int value, out int digits))
            return false;
        char next = Peek(0);
        bool isFollowed = char.IsAsciiDigit(Peek(1));
        if (isFollowed && digits <= 2 && _msOfDay < 0 && next is ':' or 'h' or 'H')
            return TakeTime(value);
        if (isFollowed && digits == 4 && _year < 0 && next is '-' or '/' or '.')
            return TakeYearFirst(value, next);
        if (isFollowed && digits <= 2 && _month < 0 && next is '-' or '/' or '.' && TryTakeDayFirst(value, next))
            return true;
        switch (next)
        {
            case '年':
                _year = value;
                break;
            case '月':
                _month = value;
                break;
            case '日':
                _day = value;
                break;
            default:
                // A letter right before a number ("UTC2", "v2") makes it no part of a date.
                if (start == 0 || !char.IsAsciiLetter(_text[start - 1]))
                    Remember(value, digits);
                break;
        }

        return true;
    }

    private void Remember(int value, int digits)
    {
        if (_first.Digits == 0)
            _first = (value, digits);
        else if (_second.Digits == 0)
            _second = (value, digits);
    }

    /// <summary>After the year: month and day, month alone, or the day of the year in three digits.</summary>
    private bool TakeYearFirst(int year, char separator)
    {
        _year = year;
        _at++;
        if (!TryDigits(out int second, out int digits))
            return false;
        if (digits == 3)
        {
            if (year is < 1 or > 9998 || second is < 1 or > 366)
                return false;
            DateTime date = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(second - 1);
            (_month, _day) = (date.Month, date.Day);
            return true;
        }

        (_month, _day) = (second, 1);
        if (Peek(0) != separator || !char.IsAsciiDigit(Peek(1)))
            return true;
        _at++;
        return TryDigits(out _day, out _);
    }

    /// <summary>Day, month and year with the same separator; false, and nothing taken, when it is something else.</summary>
    private bool TryTakeDayFirst(int first, char separator)
    {
        int start = _at;
        _at++;
        if (!TryDigits(out int second, out _) || Peek(0) != separator || !char.IsAsciiDigit(Peek(1)))
        {
            _at = start;
            return false;
        }

        _at++;
        if (!TryDigits(out int year, out int yearDigits))
            return false;
        bool isMonthFirst = separator == '/' && second > 12;
        (_day, _month) = isMonthFirst ? (second, first) : (first, second);
        _isAmbiguous = separator == '/' && !isMonthFirst && first <= 12;
        _year = FullYear(year, yearDigits);
        return true;
    }

    private bool TakeTime(int hour)
    {
        _at++;
        if (!TryDigits(out int minute, out _))
            return false;
        int second = 0;
        int ms = 0;
        if (Peek(0) == ':' && char.IsAsciiDigit(Peek(1)))
        {
            _at++;
            if (!TryDigits(out second, out _))
                return false;
            if (Peek(0) is '.' or ',' && char.IsAsciiDigit(Peek(1)))
            {
                int start = ++_at;
                while (char.IsAsciiDigit(Peek(0)))
                    _at++;
                ms = FeedDate.FractionMs(_text[start.._at]);
            }
        }

        if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && minute + second > 0))
            return false;
        _msOfDay = ((((hour * 60L) + minute) * 60) + second) * 1000 + ms;
        return true;
    }

    private void TakeWord()
    {
        int start = _at;
        while (char.IsLetter(Peek(0)))
            _at++;
        ReadOnlySpan<char> word = _text[start.._at];
        char half = char.ToLowerInvariant(word[0]);
        bool isHalf = half is 'a' or 'p'
            && ((word.Length == 2 && word[1] is 'm' or 'M') || (word.Length == 1 && Peek(0) == '.' && Peek(1) is 'm' or 'M'));
        if (isHalf && _msOfDay >= 0)
        {
            _half = half;
            _at += word.Length == 1 ? 2 : 0;
        }
        else if (FeedDateWords.Month(word) is int month and > 0)
        {
            _month = month;
        }
        else if (_msOfDay >= 0 && !_hasOffset && _zoneMinutes is null)
        {
            _zoneMinutes = FeedDateWords.Zone(word);
        }
    }

    /// <summary>Hours, hours and minutes with or without a colon. Offsets that no place has count as none.</summary>
    private void TakeOffset(int sign)
    {
        _at++;
        if (!TryDigits(out int value, out int digits))
            return;
        int minutes = digits > 2 ? ((value / 100) * 60) + (value % 100) : value * 60;
        if (digits <= 2 && Peek(0) == ':' && char.IsAsciiDigit(Peek(1)))
        {
            _at++;
            if (!TryDigits(out int rest, out _))
                return;
            minutes += rest;
        }

        if (_hasOffset || minutes > MaxZoneMinutes)
            return;
        _zoneMinutes = sign * minutes;
        _hasOffset = true;
    }

    /// <summary>With the month's name known, the number that cannot be a day is the year; otherwise the day comes first.</summary>
    private bool SettleDate()
    {
        if (_month < 0)
            return false;
        bool needsBoth = _day < 0 && _year < 0;
        (int Value, int Digits) day = _first;
        (int Value, int Digits) year = needsBoth ? _second : _first;
        if (needsBoth && (_first.Digits > 2 || _first.Value > 31))
            (day, year) = (_second, _first);
        if ((_day < 0 && day.Digits == 0) || (_year < 0 && year.Digits == 0))
            return false;
        if (_day < 0)
            _day = day.Value;
        if (_year < 0)
            _year = FullYear(year.Value, year.Digits);
        return true;
    }

    /// <summary>Morning and afternoon. They also tell an American date, which puts the month first.</summary>
    private void SettleHalf()
    {
        if (_half == 0)
            return;
        if (_isAmbiguous)
            (_day, _month) = (_month, _day);
        const long Noon = 12 * 3_600_000L;
        if (_msOfDay >= Noon + 3_600_000)
            return;
        if (_half == 'p' && _msOfDay < Noon)
            _msOfDay += Noon;
        else if (_half == 'a' && _msOfDay >= Noon)
            _msOfDay -= Noon;
    }

    /// <summary>RFC 2822, section 4.3: two digits below 50 are of this century, three count from 1900.</summary>
    private static int FullYear(int year, int digits) => digits switch
    {
        > 3 => year,
        3 => year + 1900,
        _ => year < 50 ? year + 2000 : year + 1900,
    };

    /// <summary>False when the run of digits is too long to be part of a date.</summary>
    private bool TryDigits(out int value, out int digits)
    {
        value = 0;
        digits = 0;
        while (char.IsAsciiDigit(Peek(0)))
        {
            value = (value * 10) + (_text[_at++] - '0');
            if (++digits > 6)
                return false;
        }

        return true;
    }

    private readonly char Peek(int ahead) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';
}
