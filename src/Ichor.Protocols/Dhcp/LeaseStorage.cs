using System.Diagnostics.CodeAnalysis;
using Ichor.Protocols.Packets;

namespace Ichor.Protocols.Dhcp;

/// <summary>
/// A lease as bytes, for a program that is to go on after a restart: the acknowledgement that grants it. So there is no second
/// format, and a stored lease is checked by the reader that checks servers.
/// </summary>
public static class LeaseStorage
{
    /// <summary>The lease without <see cref="DhcpLease.AcquiredAt"/>, which only the caller's clock can tell.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="hardwareAddress">The link's address; a lease is good for it alone.</param>
    public static byte[] ToBytes(DhcpLease lease, MacAddress hardwareAddress) => new DhcpMessage
    {
        IsReply = true,
        Type = DhcpMessageType.Ack,
        Chaddr = hardwareAddress,
        Yiaddr = lease.Address,
        Options = Options(lease),
    }.ToBytes();

    /// <summary>Reads what <see cref="ToBytes"/> wrote for the same hardware address.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, MacAddress hardwareAddress, TimeSpan acquiredAt,
        [NotNullWhen(true)] out DhcpLease? lease, [NotNullWhen(false)] out string? problem)
    {
        lease = null;
        if (!DhcpMessage.TryParse(bytes, out var message, out problem))
            return false;
        if (message.Chaddr != hardwareAddress)
        {
            problem = $"the lease belongs to {message.Chaddr}";
            return false;
        }
        problem = LeaseReader.Read(message, acquiredAt, out lease);
        return lease is not null;
    }

    private static DhcpOptionSet Options(DhcpLease lease)
    {
        var options = DhcpOptionSet.Empty
            .With(DhcpOptions.ServerIdentifier, lease.Server)
            .With(DhcpOptions.SubnetMask, lease.PrefixLength)
            .With(DhcpOptions.LeaseTime, lease.Duration is { } duration ? (uint)duration.TotalSeconds : uint.MaxValue)
            .With(DhcpOptions.RenewalTime, (uint)Math.Min(lease.RenewAfter.TotalSeconds, uint.MaxValue))
            .With(DhcpOptions.RebindingTime, (uint)Math.Min(lease.RebindAfter.TotalSeconds, uint.MaxValue))
            .WithOptional(DhcpOptions.ClasslessRoutes, NullIfEmpty(lease.Routes))
            .WithOptional(DhcpOptions.NameServers, NullIfEmpty(lease.NameServers))
            .WithOptional(DhcpOptions.TimeServers, NullIfEmpty(lease.TimeServers))
            .WithOptional(DhcpOptions.DomainSearch, NullIfEmpty(lease.SearchDomains))
            .WithOptional(DhcpOptions.HostName, lease.Hostname)
            .WithOptional(DhcpOptions.Domain, lease.Domain);
        return lease.Mtu is { } mtu ? options.With(DhcpOptions.InterfaceMtu, (ushort)mtu) : options;
    }

    private static ValueList<T>? NullIfEmpty<T>(ValueList<T> list) => list.Count == 0 ? null : list;
}
