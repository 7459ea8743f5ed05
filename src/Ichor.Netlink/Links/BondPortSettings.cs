using static Ichor.Netlink.Kernel.LinkAttributes;

namespace Ichor.Netlink.Links;

/// <summary>Options of a port of a bond (Linux Documentation/networking/bonding.rst).</summary>
public static class BondPortSettings
{
    /// <summary>What a port of a <c>bond</c> has.</summary>
    public static LinkKind Kind { get; } = new("bond", Stacking.Independent);

    /// <summary>Queue whose packets leave by this port; 0 is none.</summary>
    public static LinkSetting<uint> QueueId { get; } = Kind.Setting("queueId", IFLA_BOND_SLAVE_QUEUE_ID, Wire.UInt16(0, ushort.MaxValue),
        kernelDefault: 0u);

    /// <summary>The higher becomes active first (Linux 6.0); read as a signed number by the kernel, of which only 0 upward is offered here.</summary>
    public static LinkSetting<uint> Priority { get; } = Kind.Setting("priority", IFLA_BOND_SLAVE_PRIO, Wire.UInt32(0, int.MaxValue),
        kernelDefault: 0u);
}
