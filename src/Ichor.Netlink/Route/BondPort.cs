using static Ichor.Netlink.Kernel.LinkAttributes;

namespace Ichor.Netlink.Route;

/// <summary>What a bond reports of one of its ports (IFLA_BOND_SLAVE_*).</summary>
/// <param name="IsActive">Whether it carries traffic (BOND_STATE_ACTIVE) or is a backup.</param>
/// <param name="LinkIsUp">Whether the bond takes its carrier for up (BOND_LINK_UP).</param>
/// <param name="PermanentAddress">Its own hardware address, which it gets back when it leaves the bond.</param>
public sealed record BondPort(bool IsActive, bool LinkIsUp, HardwareAddress? PermanentAddress)
{
    internal static BondPort Decode(AttributeReader attributes)
    {
        var port = new BondPort(IsActive: false, LinkIsUp: false, PermanentAddress: null);
        foreach (var attribute in attributes)
            port = attribute.Type switch
            {
                IFLA_BOND_SLAVE_STATE => port with { IsActive = attribute.UInt8 == 0 },
                IFLA_BOND_SLAVE_MII_STATUS => port with { LinkIsUp = attribute.UInt8 == 0 },
                IFLA_BOND_SLAVE_PERM_HWADDR when attribute.Value.Length == HardwareAddress.Size
                    => port with { PermanentAddress = HardwareAddress.FromBytes(attribute.Value) },
                _ => port,
            };
        return port;
    }
}
