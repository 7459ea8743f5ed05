using System.Net;
using Ichor.Netlink;

namespace Ichor.Config;

/// <summary>Reads <c>ip=client:server:gateway:netmask:hostname:device:autoconf:dns0:dns1:ntp0</c>, <c>ip=device:dhcp</c>, <c>ip=dhcp</c>.</summary>
/// <remarks>
/// An address, gateway, mask or device that is wrong drops the argument: half a static address is worse than none.
/// Another wrong field drops only itself.
/// </remarks>
internal static class IpReader
{
    private const string Dhcp = "dhcp";

    // Words of the kernel's own ip= that ask for no more than what the other fields say, or for what is not done here.
    private static readonly string[] WithoutEffect = ["", "off", "none", "static"];

    public static IpArgument? Read(string value, int index, Complaints complaints)
    {
        if (value.Length == 0)
        {
            complaints.Notice("is empty: nothing to do");
            return null;
        }
        if (!TrySplit(value, out var fields))
        {
            complaints.Error("has '[' and ']' that do not pair");
            return null;
        }
        if (fields is [Dhcp])
            return null;
        if (fields is [var device, Dhcp])
            return complaints.TryRead(device, Scalars.LinkName, out var name, "device")
                ? new IpArgument { Because = complaints.Because, Index = index, Device = name, Dhcp = true }
                : null;
        return ReadFields(fields, index, complaints);
    }

    private static IpArgument? ReadFields(List<string> fields, int index, Complaints complaints)
    {
        string Field(int number) => number < fields.Count ? fields[number] : "";

        // Each is read, so that each is reported.
        var valid = TryAddress(Field(0), "address", complaints, out var client);
        valid &= TryAddress(Field(2), "gateway", complaints, out var gateway);
        valid &= TryPrefix(Field(3), client, complaints, out var prefix);
        valid &= TryDevice(Field(5), complaints, out var device);
        if (!valid)
            return null;
        if (client is not null && gateway is not null && client.AddressFamily != gateway.AddressFamily)
        {
            complaints.Error($"gateway '{gateway}' is not of the same family as the address '{client}'");
            return null;
        }
        if (!WithoutEffect.Contains(Field(6), StringComparer.Ordinal) && Field(6) != Dhcp)
            complaints.Notice($"'{Field(6)}' has no effect; only 'dhcp' has");
        return new IpArgument
        {
            Because = complaints.Because,
            Index = index,
            Address = client is null ? null : new InterfaceAddress(client, prefix),
            Gateway = gateway,
            Hostname = Field(4).Length > 0 && complaints.TryRead(Field(4), Scalars.HostName, out var hostname, "host name") ? hostname : null,
            Device = device,
            Dhcp = Field(6) == Dhcp,
            Nameservers = Addresses(complaints, "DNS server", Field(7), Field(8)),
            TimeServers = Addresses(complaints, "NTP server", Field(9)),
        };
    }

    /// <summary>Splits at colons outside of brackets; the brackets go.</summary>
    private static bool TrySplit(string value, out List<string> fields)
    {
        fields = [];
        var start = 0;
        var inside = false;
        for (var i = 0; i <= value.Length; i++)
        {
            if (i == value.Length || value[i] == ':' && !inside)
            {
                fields.Add(value[start..i].Trim('[', ']'));
                start = i + 1;
            }
            else if (value[i] is '[' or ']')
            {
                if (inside == (value[i] == '['))
                    return false;
                inside = !inside;
            }
        }
        return !inside;
    }

    private static bool TryAddress(string text, string part, Complaints complaints, out IPAddress? address)
    {
        address = null;
        return text.Length == 0 || complaints.TryRead(text, Scalars.IpAddress, out address, part);
    }

    private static bool TryDevice(string text, Complaints complaints, out LinkName? device)
    {
        device = null;
        if (text.Length == 0)
            return true;
        var valid = complaints.TryRead(text, Scalars.LinkName, out var name, "device");
        device = name;
        return valid;
    }

    private static bool TryPrefix(string text, IPAddress? client, Complaints complaints, out int prefix)
    {
        prefix = client?.BitLength() ?? 0;
        if (text.Length == 0 || client is null || Netmask.TryParse(text, client.AddressFamily, out prefix, out var reason))
            return true;
        complaints.Error($"netmask '{text}' {reason}");
        return false;
    }

    private static ValueList<IPAddress> Addresses(Complaints complaints, string part, params ReadOnlySpan<string> fields)
    {
        var addresses = new List<IPAddress>();
        foreach (var field in fields)
            if (field.Length > 0 && complaints.TryRead(field, Scalars.IpAddress, out var address, part))
                addresses.Add(address);
        return addresses.ToValueList();
    }
}
