using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Ichor.Netlink.Links;

/// <summary>Addresses of one family, nested with their position as attribute type.</summary>
/// <remarks>The bonding driver takes 16 at most (BOND_MAX_ARP_TARGETS, BOND_MAX_NS_TARGETS of include/net/bonding.h).</remarks>
internal sealed class AddressListWire(AddressFamily family) : Wire<AddressList>
{
    private const int Most = 16;

    public override string Allowed { get; } =
        $"at most {Most} {(family == AddressFamily.InterNetwork ? "IPv4" : "IPv6")} addresses divided by commas";

    public override void Write(NetlinkMessage into, ushort attribute, AddressList value, Func<LinkName, int?> indexOf) =>
        into.Nested(attribute, list =>
        {
            for (var i = 0; i < value.Count; i++)
                list.Address((ushort)i, value[i]);
        });

    public override bool TryRead(NetlinkAttribute from, Func<int, LinkName?> nameOf, [MaybeNullWhen(false)] out AddressList value)
    {
        var addresses = new List<IPAddress>();
        foreach (var attribute in from.Nested)
            addresses.Add(attribute.Address);
        value = new AddressList(addresses);
        return true;
    }

    public override bool TryParse(string text, [MaybeNullWhen(false)] out AddressList value)
    {
        value = null;
        var addresses = new List<IPAddress>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!IpText.TryParse(part, out var address) || address.AddressFamily != family)
                return false;
            addresses.Add(address);
        }
        if (addresses.Count > Most)
            return false;
        value = new AddressList(addresses);
        return true;
    }
}
