using Ichor.Netlink;

namespace Ichor.Config;

/// <summary><c>kind: DHCPv4Config</c> and <c>kind: DHCPv6Config</c>: runs DHCP on a link.</summary>
public sealed record DhcpDocument : IConfigDocument
{
    public required Provenance Because { get; init; }

    public LinkName Link { get; init; }

    public bool V6 { get; init; }

    /// <summary>Null when not given (or given as 0): the planner chooses.</summary>
    public uint? RouteMetric { get; init; }

    /// <summary>True: the host name that the server offers is not taken.</summary>
    public bool IgnoreHostname { get; init; }

    /// <summary>True: the routes that the server offers are not taken. DHCPv4 only.</summary>
    public bool IgnoreRoutes { get; init; }

    public DhcpClientIdentifier ClientIdentifier { get; init; } = DhcpClientIdentifier.Mac;

    /// <summary>The DUID; empty unless <see cref="ClientIdentifier"/> is <see cref="DhcpClientIdentifier.Duid"/>.</summary>
    public ValueList<byte> DuidRaw { get; init; }

    internal static DhcpDocument ReadV4(ObjectReader o)
    {
        o.Header();
        return o.Validate(Common(o) with
        {
            IgnoreRoutes = o.Optional("ignoreRoutes", Scalars.Bool, false, "True: the routes that the server offers are not taken."),
        }, Check);
    }

    internal static DhcpDocument ReadV6(ObjectReader o)
    {
        o.Header();
        o.NotActedUpon("DHCPv6");
        return o.Validate(Common(o) with { V6 = true }, Check);
    }

    MachineConfig IConfigDocument.AddTo(MachineConfig machine) => machine with
    {
        Documents = machine.Documents with { Dhcp = [.. machine.Documents.Dhcp, this] },
    };

    private static DhcpDocument Common(ObjectReader o) => new()
    {
        Link = o.Required("name", Scalars.LinkName, "The link that DHCP is run on.", "enp0s3"),
        Because = o.BecauseOf("name"),
        RouteMetric = NonZero.Of(o.OptionalValue("routeMetric", Scalars.UInt32(), "Metric of routes from DHCP; 0 counts as not given.", "1024")),
        IgnoreHostname = o.Optional("ignoreHostname", Scalars.Bool, false, "True: the host name that the server offers is not taken."),
        ClientIdentifier = o.Optional("clientIdentifier", Identifiers, DhcpClientIdentifier.Mac, "How the machine names itself to the server."),
        DuidRaw = o.Optional("duidRaw", Scalars.HexBytes, [], "The DUID, when clientIdentifier is duid.", "00010001234567890011223344ff"),
    };

    private static Scalar<DhcpClientIdentifier> Identifiers { get; } = Scalars.Enum(
        ("none", DhcpClientIdentifier.None), ("mac", DhcpClientIdentifier.Mac), ("duid", DhcpClientIdentifier.Duid));

    private static void Check(ObjectReader o, DhcpDocument dhcp)
    {
        if (dhcp.ClientIdentifier == DhcpClientIdentifier.Duid && dhcp.DuidRaw.IsEmpty)
            o.Error("clientIdentifier", "duid needs 'duidRaw'");
        else if (dhcp.ClientIdentifier != DhcpClientIdentifier.Duid && !dhcp.DuidRaw.IsEmpty)
            o.Error("duidRaw", "is for 'clientIdentifier: duid' only");
        else if (dhcp.DuidRaw.Count == 1)
            o.Error("duidRaw", "a client identifier has at least 2 bytes (RFC 2132 section 9.14)");
    }
}

/// <summary>How a DHCP client names itself to the server.</summary>
public enum DhcpClientIdentifier
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By its hardware address.</summary>
    Mac,

    /// <summary>By a DHCP unique identifier that the config gives.</summary>
    Duid,
}
