using System.Net;
using System.Net.Sockets;

namespace RtmPipeline.Sources.News.Fetching;

/// <summary>
/// Which addresses a feed may be fetched from: those of the public internet, and what was allowed by name. Feeds and their redirects come from outside, and would otherwise make
/// this process ask its own machine and network for them.
/// </summary>
internal sealed class AddressGuard
{
    /// <summary>IPv4 blocks that are not of the public internet (IANA's registry of special-purpose addresses, RFC 6890).</summary>
    private static readonly AddressBlock[] s_special4 =
    [
        AddressBlock.Parse("0.0.0.0/8"), AddressBlock.Parse("10.0.0.0/8"), AddressBlock.Parse("100.64.0.0/10"), AddressBlock.Parse("127.0.0.0/8"), AddressBlock.Parse("169.254.0.0/16"),
        AddressBlock.Parse("172.16.0.0/12"), AddressBlock.Parse("192.0.0.0/24"), AddressBlock.Parse("192.0.2.0/24"), AddressBlock.Parse("192.88.99.0/24"), AddressBlock.Parse("192.168.0.0/16"),
        AddressBlock.Parse("198.18.0.0/15"), AddressBlock.Parse("198.51.100.0/24"), AddressBlock.Parse("203.0.113.0/24"), AddressBlock.Parse("224.0.0.0/4"), AddressBlock.Parse("240.0.0.0/4"),
    ];

    /// <summary>All of IPv6 that is routed in public.</summary>
    private static readonly AddressBlock s_public6 = AddressBlock.Parse("2000::/3");

    /// <summary>Of that: protocol assignments with Teredo, which carries an IPv4 address of anybody's choice, and blocks for documents.</summary>
    private static readonly AddressBlock[] s_special6 = [AddressBlock.Parse("2001::/23"), AddressBlock.Parse("2001:db8::/32"), AddressBlock.Parse("3fff::/20")];

    /// <summary>IPv6 blocks that stand for an IPv4 address, and where in the sixteen bytes it is.</summary>
    private static readonly (AddressBlock Block, int At)[] s_wrapped =
    [
        (AddressBlock.Parse("::ffff:0:0/96"), 12), (AddressBlock.Parse("::ffff:0:0:0/96"), 12), (AddressBlock.Parse("::/96"), 12), (AddressBlock.Parse("64:ff9b::/96"), 12), (AddressBlock.Parse("2002::/16"), 2),
    ];

    private readonly List<AddressBlock> _networks = [];
    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="allowed">Hosts, addresses and networks that may be read though they are not public.</param>
    public AddressGuard(IReadOnlyList<string> allowed)
    {
        foreach (string entry in allowed)
        {
            if (AddressBlock.TryParse(entry) is { } block)
                _networks.Add(block);
            else
                _hosts.Add(entry);
        }
    }

    /// <summary>True when an address may be connected to.</summary>
    /// <param name="host">The host that was resolved to it.</param>
    /// <param name="address">The address that will be connected to.</param>
    public bool MayConnect(string host, IPAddress address) => IsPublic(address) || IsAllowed(host, address);

    /// <summary>True for an address of the public internet, also when it is wrapped into one of IPv6.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return !s_special4.Any(block => block.Contains(address));
        foreach ((AddressBlock block, int at) in s_wrapped)
        {
            if (block.Contains(address))
                return IsPublic(new IPAddress(address.GetAddressBytes().AsSpan(at, 4)));
        }

        return s_public6.Contains(address) && !s_special6.Any(block => block.Contains(address)) && !IsIsatapOfPrivate(address);
    }

    private bool IsAllowed(string host, IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _hosts.Contains(host) || _networks.Any(network => network.Contains(plain));
    }

    /// <summary>RFC 5214: the lower half of an address ends with an IPv4 address behind 5efe.</summary>
    private static bool IsIsatapOfPrivate(IPAddress address)
    {
        ReadOnlySpan<byte> bytes = address.GetAddressBytes();
        return bytes[8..12] is [0 or 2, 0, 0x5e, 0xfe] && !IsPublic(new IPAddress(bytes[12..]));
    }
}
