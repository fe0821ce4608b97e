using System.Globalization;
using System.Net;

namespace RtmPipeline.Sources.News.Fetching;

/// <summary>
/// A block of addresses, compared bit by bit with the sixteen or four bytes of an address of the same family. With the runtime's own type <c>::ffff:10.0.0.1</c> was taken for
/// public; why was not looked into, tests hold the outcome.
/// </summary>
internal sealed class AddressBlock
{
    private readonly byte[] _bytes;
    private readonly int _bits;

    private AddressBlock(byte[] bytes, int bits) => (_bytes, _bits) = (bytes, bits);

    /// <summary>Reads a block, as <c>10.0.0.0/8</c>, or one address; null when it is neither.</summary>
    public static AddressBlock? TryParse(string text)
    {
        string[] parts = text.Split('/');
        if (parts.Length > 2 || !IPAddress.TryParse(parts[0].Trim('[', ']'), out IPAddress? address))
            return null;
        byte[] bytes = address.GetAddressBytes();
        int bits = bytes.Length * 8;
        bool isRight = parts.Length == 1 || (int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out bits) && bits <= bytes.Length * 8);
        return isRight ? new AddressBlock(bytes, bits) : null;
    }

    public static AddressBlock Parse(string text) => TryParse(text) ?? throw new FormatException($"'{text}' is no block of addresses");

    public bool Contains(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        if (bytes.Length != _bytes.Length)
            return false;
        int whole = _bits / 8;
        int mask = 0xff00 >> (_bits % 8) & 0xff;
        return bytes.AsSpan(0, whole).SequenceEqual(_bytes.AsSpan(0, whole)) && (mask == 0 || ((bytes[whole] ^ _bytes[whole]) & mask) == 0);
    }
}
