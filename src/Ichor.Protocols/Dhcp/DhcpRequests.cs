using System.Net;

namespace Ichor.Protocols.Dhcp;

/// <summary>What the client says. Which fields and options go with which message: RFC 2131 table 5.</summary>
internal sealed class DhcpRequests(DhcpClientOptions options)
{
    public DhcpMessage Discover(uint xid, TimeSpan elapsed, IPAddress? wanted) =>
        Asking(DhcpMessageType.Discover, xid, elapsed, o => o.WithOptional(DhcpOptions.RequestedAddress, wanted));

    /// <summary>With the <c>secs</c> of the DISCOVER that was answered (RFC 2131 section 3.1 step 3): relays go by it.</summary>
    public DhcpMessage Select(uint xid, TimeSpan elapsed, DhcpLease offer) =>
        Asking(DhcpMessageType.Request, xid, elapsed, o => o
            .With(DhcpOptions.RequestedAddress, offer.Address)
            .With(DhcpOptions.ServerIdentifier, offer.Server));

    /// <summary>INIT-REBOOT: no server is named, whoever knows the network answers.</summary>
    public DhcpMessage Confirm(uint xid, TimeSpan elapsed, DhcpLease lease) =>
        Asking(DhcpMessageType.Request, xid, elapsed, o => o.With(DhcpOptions.RequestedAddress, lease.Address));

    /// <summary>RENEWING and REBINDING differ only in where the message goes.</summary>
    public DhcpMessage Extend(uint xid, TimeSpan elapsed, DhcpLease lease) =>
        Asking(DhcpMessageType.Request, xid, elapsed, o => o) with { Ciaddr = lease.Address };

    public DhcpMessage Decline(uint xid, DhcpLease lease) => Telling(DhcpMessageType.Decline, xid, o => o
        .With(DhcpOptions.RequestedAddress, lease.Address)
        .With(DhcpOptions.ServerIdentifier, lease.Server)
        .With(DhcpOptions.Message, "address in use"));

    private DhcpMessage Asking(DhcpMessageType type, uint xid, TimeSpan elapsed, Func<DhcpOptionSet, DhcpOptionSet> add) =>
        Telling(type, xid, o => add(o)
            .With(DhcpOptions.ParameterRequestList, Parameters())
            .With(DhcpOptions.MaximumMessageSize, options.MaximumMessageSize)
            .WithOptional(DhcpOptions.HostName, options.Hostname() is { Length: > 0 } name ? name : null))
        with
        { Secs = (ushort)Math.Clamp(elapsed.TotalSeconds, 0, ushort.MaxValue) };

    private DhcpMessage Telling(DhcpMessageType type, uint xid, Func<DhcpOptionSet, DhcpOptionSet> add) => new()
    {
        Type = type,
        Xid = xid,
        Chaddr = options.HardwareAddress,
        Options = add(DhcpOptionSet.Empty.WithOptional(DhcpOptions.ClientIdentifier, options.ClientIdentifier)),
    };

    /// <summary>Classless routes stand before routers, so that a server short of space drops the latter (RFC 3442).</summary>
    private ValueList<byte> Parameters() =>
    [
        DhcpOptions.SubnetMask.Code, DhcpOptions.ClasslessRoutes.Code, DhcpOptions.Routers.Code, DhcpOptions.StaticRoutes.Code,
        DhcpOptions.NameServers.Code, DhcpOptions.DomainSearch.Code, DhcpOptions.TimeServers.Code, DhcpOptions.InterfaceMtu.Code,
        DhcpOptions.LeaseTime.Code, DhcpOptions.RenewalTime.Code, DhcpOptions.RebindingTime.Code,
        .. options.RequestHostname ? (ReadOnlySpan<byte>)[DhcpOptions.HostName.Code, DhcpOptions.Domain.Code] : [],
        .. options.MoreParameters,
    ];
}
