namespace Ichor.Config;

/// <summary>How a DHCP client is run (Talos's DHCP4OperatorSpec and DHCP6OperatorSpec).</summary>
public sealed record PlatformDhcp
{
    /// <summary>Null when not given (or given as 0): the planner chooses.</summary>
    public uint? RouteMetric { get; init; }

    public bool IgnoreHostname { get; init; }

    public bool IgnoreRoutes { get; init; }

    public DhcpClientIdentifier ClientIdentifier { get; init; }

    /// <summary>The DUID; empty unless <see cref="ClientIdentifier"/> is <see cref="DhcpClientIdentifier.Duid"/>.</summary>
    public ValueList<byte> Duid { get; init; }

    internal static PlatformDhcp ReadV4(ObjectReader o) => ReadV6(o) with
    {
        IgnoreRoutes = o.Optional("skipRoutes", Scalars.Bool, false, "True: the routes that the server offers are not taken."),
    };

    internal static PlatformDhcp ReadV6(ObjectReader o)
    {
        var dhcp = o.Section("clientIdentifier", ReadIdentifier, "How the machine names itself to the server.");
        return dhcp with
        {
            RouteMetric = o.NonZero("routeMetric", Scalars.UInt32(), "Metric of routes from DHCP; 0 counts as not given.", "1024"),
            IgnoreHostname = o.Optional("skipHostnameRequest", Scalars.Bool, false, "True: the host name that the server offers is not taken."),
        };
    }

    private static PlatformDhcp ReadIdentifier(ObjectReader o)
    {
        var dhcp = new PlatformDhcp
        {
            ClientIdentifier = o.Optional("clientIdentifier", PlatformScalars.ClientIdentifier, DhcpClientIdentifier.None, "By what."),
            Duid = o.Optional("duidRawHex", Scalars.Duid, [], "The DUID, when clientIdentifier is duid.", "00010001234567890011223344ff"),
        };
        return o.Validate(dhcp, (at, read) =>
        {
            if (read.ClientIdentifier == DhcpClientIdentifier.Duid && read.Duid.IsEmpty)
                at.Error("clientIdentifier", "duid needs 'duidRawHex'");
        });
    }
}
