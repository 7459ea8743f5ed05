using Ichor.Netlink;

namespace Ichor.Config;

/// <summary><c>deviceSelector</c>: every qualifier given must match; a selector without any matches nothing.</summary>
public sealed record DeviceSelector
{
    public required Provenance Because { get; init; }

    /// <summary>PCI slot name or other bus address, as <c>0000:00:1f.6</c>.</summary>
    public GlobPattern? BusPath { get; init; }

    /// <summary>Current hardware address, lower case with colons.</summary>
    public GlobPattern? HardwareAddress { get; init; }

    /// <summary>Hardware address burnt into the device; a port keeps it inside a bond.</summary>
    public GlobPattern? PermanentAddress { get; init; }

    /// <summary><c>VVVV:DDDD</c> in upper case hexadecimal.</summary>
    public GlobPattern? PciId { get; init; }

    public GlobPattern? Driver { get; init; }

    /// <summary>True for Ethernet devices that are hardware, false for all others.</summary>
    public bool? Physical { get; init; }

    public bool IsEmpty =>
        BusPath is null && HardwareAddress is null && PermanentAddress is null && PciId is null && Driver is null && Physical is null;

    public bool Matches(in LinkFacts link) =>
        !IsEmpty
        && Accepts(BusPath, link.BusPath)
        && Accepts(HardwareAddress, link.HardwareAddress?.ToString())
        && Accepts(PermanentAddress, link.PermanentAddress?.ToString())
        && Accepts(PciId, link.PciId)
        && Accepts(Driver, link.Driver)
        && (Physical is null || Physical == link.Physical);

    private static bool Accepts(GlobPattern? pattern, string? text) => pattern is null || pattern.Value.Matches(text ?? "");

    internal static DeviceSelector Read(ObjectReader o)
    {
        o.AtLeastOne("busPath", "hardwareAddr", "permanentAddr", "pciID", "driver", "physical");
        return new DeviceSelector
        {
            Because = o.Because,
            BusPath = o.OptionalValue("busPath", Scalars.Pattern, "PCI slot name or other bus address.", "0000:00:1f.6"),
            HardwareAddress = o.OptionalValue("hardwareAddr", Scalars.HardwareAddressPattern, "Current hardware address.", "00:11:22:*"),
            PermanentAddress = o.OptionalValue("permanentAddr", Scalars.HardwareAddressPattern, "Hardware address of the device itself, which it keeps as port of a bond.", "00:11:22:33:44:55"),
            PciId = o.OptionalValue("pciID", Scalars.PciIdPattern, "Vendor and device of the PCI function.", "1AF4:1000"),
            Driver = o.OptionalValue("driver", Scalars.Pattern, "Name of the driver.", "virtio_net"),
            Physical = o.OptionalValue("physical", Scalars.Bool, "Whether the link is hardware.", "true"),
        };
    }

    /// <summary>The qualifiers as written, <c>driver=virtio_net physical=true</c>.</summary>
    public override string ToString() => string.Join(' ', new (string Key, object? Value)[]
    {
        ("busPath", BusPath), ("hardwareAddr", HardwareAddress), ("permanentAddr", PermanentAddress),
        ("pciID", PciId), ("driver", Driver), ("physical", Physical is { } physical ? (physical ? "true" : "false") : null),
    }.Where(pair => pair.Value is not null).Select(pair => $"{pair.Key}={pair.Value}"));
}

/// <summary>What a <see cref="DeviceSelector"/> looks at; it stays the same while a link exists, but for the current address.</summary>
public readonly record struct LinkFacts(
    string? BusPath, HardwareAddress? HardwareAddress, HardwareAddress? PermanentAddress, string? PciId, string? Driver, bool Physical);
