using System.Net;
using Ichor.Netlink;

namespace Ichor.Config;

/// <summary>What is to be run on a link.</summary>
public enum PlatformOperatorKind
{
    Dhcp4,
    Dhcp6,
    Vip,
}

/// <summary>An entry of <c>operators</c> (Talos's OperatorSpecSpec).</summary>
public sealed record PlatformOperator
{
    public required Provenance Because { get; init; }

    public PlatformOperatorKind Kind { get; init; }

    public LinkName Link { get; init; }

    public PlatformDhcp Dhcp { get; init; } = new();

    /// <summary>The shared address of a <see cref="PlatformOperatorKind.Vip"/>; null for others.</summary>
    public IPAddress? Address { get; init; }

    internal static PlatformOperator Read(ObjectReader o)
    {
        var read = new PlatformOperator
        {
            Because = o.Because,
            Kind = o.Required("operator", PlatformScalars.Operator, "What is run.", "dhcp4"),
            Link = o.Required("linkName", Scalars.LinkName, "The link that it is run on.", "enp0s3"),
            Dhcp = o.Section("dhcp4", PlatformDhcp.ReadV4, "How DHCPv4 is run."),
            Address = o.Object("vip", ReadVip, "The shared address."),
        };
        var waits = o.OptionalValue("requireUp", Scalars.Bool, "Whether it waits for the link to be up, as it always does here.", "true");
        o.Object("dhcp6", PlatformDhcp.ReadV6, "How DHCPv6 is run.");
        o.NotYet("requireUp", "to run on a link that is not up", waits == false);
        o.NotYet("dhcp6", "DHCPv6");
        o.NotYet("vip", "a shared address");
        PlatformConfig.ReadLayer(o);
        return o.Validate(read, (at, all) =>
        {
            if (all.Kind == PlatformOperatorKind.Vip && all.Address is null)
                at.Error("vip", "is needed for the operator vip");
        });
    }

    private static IPAddress ReadVip(ObjectReader o)
    {
        var address = o.Required("ip", DocumentScalars.Address, "The address.", "192.0.2.10");
        o.OptionalValue("gratuitousARP", Scalars.Bool, "Whether the address is announced.", "true");
        o.Object("equinixMetal", o => Cloud(o, "projectID", "deviceID"), "For Equinix Metal: moves the address by the cloud's API.");
        o.Object("hcloud", o => Cloud(o, "deviceID", "networkID"), "For Hetzner Cloud: moves the address by the cloud's API.");
        return address;
    }

    private static ObjectReader Cloud(ObjectReader o, params string[] identifiers)
    {
        foreach (var key in identifiers)
            o.OptionalOrNull(key, Scalars.Text, "What the cloud calls it.");
        o.OptionalOrNull("apiToken", Scalars.Secret, "Token for the API.");
        return o;
    }
}
