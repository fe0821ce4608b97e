using System.Buffers.Text;

namespace RtmPipeline.Sources.Simulation;

/// <summary>One line under construction, as UTF-8, in a buffer that is used again for the next.</summary>
internal sealed class Utf8Line
{
    /// <summary>Most bytes of a number or a time.</summary>
    private const int NumberBytes = 32;

    private const long MillisecondsPerDay = 86_400_000;

    private byte[] _bytes = new byte[4096];
    private int _length;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    public int Length => _length;

    public void Clear() => _length = 0;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (_length + bytes.Length > _bytes.Length)
            Grow(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    public void Write(byte value)
    {
        if (_length == _bytes.Length)
            Grow(1);
        _bytes[_length++] = value;
    }

    public void Write(ulong value)
    {
        if (_length + NumberBytes > _bytes.Length)
            Grow(NumberBytes);
        Utf8Formatter.TryFormat(value, _bytes.AsSpan(_length), out int written);
        _length += written;
    }

    /// <summary>Writes <c>2013-02-04T01:38:30.000Z</c>.</summary>
    /// <param name="milliseconds">Unix time, from 1970 on.</param>
    public void WriteTime(long milliseconds)
    {
        if (_length + NumberBytes > _bytes.Length)
            Grow(NumberBytes);
        long day = milliseconds / MillisecondsPerDay;
        int rest = (int)(milliseconds - (day * MillisecondsPerDay));
        (int year, int month, int dayOfMonth) = CivilDate(day);
        Span<byte> to = _bytes.AsSpan(_length, 24);
        TwoDigits(to, year / 100);
        TwoDigits(to[2..], year % 100);
        to[4] = (byte)'-';
        TwoDigits(to[5..], month);
        to[7] = (byte)'-';
        TwoDigits(to[8..], dayOfMonth);
        to[10] = (byte)'T';
        TwoDigits(to[11..], rest / 3_600_000);
        to[13] = (byte)':';
        TwoDigits(to[14..], rest / 60_000 % 60);
        to[16] = (byte)':';
        TwoDigits(to[17..], rest / 1000 % 60);
        to[19] = (byte)'.';
        to[20] = (byte)('0' + (rest % 1000 / 100));
        TwoDigits(to[21..], rest % 100);
        to[23] = (byte)'Z';
        _length += 24;
    }

    /// <summary>Date of a day number since 1970, by Howard Hinnant's <c>civil_from_days</c>: years begin in March, so that the leap day comes last.</summary>
    private static (int Year, int Month, int Day) CivilDate(long day)
    {
        int shifted = (int)day + 719_468;
        int era = shifted / 146_097;
        int dayOfEra = shifted - (era * 146_097);
        int yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        int dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        int marchMonth = ((5 * dayOfYear) + 2) / 153;
        int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        int year = yearOfEra + (era * 400) + (month <= 2 ? 1 : 0);
        return (year, month, dayOfYear - (((153 * marchMonth) + 2) / 5) + 1);
    }

    private static void TwoDigits(Span<byte> to, int value)
    {
        to[0] = (byte)('0' + (value / 10));
        to[1] = (byte)('0' + (value % 10));
    }

    private void Grow(int more) => Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + more));
}
