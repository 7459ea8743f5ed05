using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using static Ichor.Netlink.Kernel.LinkAttributes;

namespace Ichor.Netlink.Links;

/// <summary>EtherType of a VLAN tag (include/uapi/linux/if_ether.h).</summary>
public enum VlanProtocol
{
    /// <summary>ETH_P_8021Q: customer tag.</summary>
    Ieee8021Q = 0x8100,
    /// <summary>ETH_P_8021AD: service tag.</summary>
    Ieee8021AD = 0x88a8,
}

/// <summary>How a VLAN link behaves: VLAN_FLAG_* of include/uapi/linux/if_vlan.h.</summary>
[Flags]
public enum VlanFlags
{
    /// <summary>None.</summary>
    None = 0,
    /// <summary>Packet sockets see frames without the tag.</summary>
    ReorderHeader = 1,
    /// <summary>The VLAN is registered with the switch (GVRP).</summary>
    Gvrp = 2,
    /// <summary>Stays up when its parent goes down.</summary>
    LooseBinding = 4,
    /// <summary>The VLAN is registered with the switch (MVRP).</summary>
    Mvrp = 8,
    /// <summary>Has carrier when a port of the bridge below is in the VLAN and up.</summary>
    BridgeBinding = 16,
}

/// <summary>A VLAN on another link.</summary>
public static class Vlan
{
    /// <summary>The kind <c>vlan</c>.</summary>
    public static LinkKind Kind { get; } = new("vlan", Stacking.Stacked);

    /// <summary>VLAN identifier. 0 is no VLAN and 4095 reserved (IEEE 802.1Q 9.6).</summary>
    public static LinkSetting<ushort> Id { get; } = Kind.Setting("vlanId", IFLA_VLAN_ID, new VlanIdWire(), SettingChange.Recreate);

    /// <summary>Which tag is used.</summary>
    public static LinkSetting<VlanProtocol> Protocol { get; } = Kind.Setting("vlanMode", IFLA_VLAN_PROTOCOL, new VlanProtocolWire(),
        SettingChange.Recreate, kernelDefault: VlanProtocol.Ieee8021Q);

    /// <summary>How it behaves.</summary>
    public static LinkSetting<VlanFlags> Flags { get; } = Kind.Setting("flags", IFLA_VLAN_FLAGS, new VlanFlagsWire(),
        kernelDefault: VlanFlags.ReorderHeader, isMachineConfig: false);
}

internal sealed class VlanIdWire : Wire<ushort>
{
    private static readonly Wire<uint> Number = Wire.UInt16(1, 4094);

    public override string Allowed => Number.Allowed;

    public override void Write(NetlinkMessage into, ushort attribute, ushort value, Func<LinkName, int?> indexOf) =>
        into.UInt16(attribute, value);

    public override bool TryRead(NetlinkAttribute from, Func<int, LinkName?> nameOf, out ushort value)
    {
        value = from.UInt16;
        return true;
    }

    public override bool TryParse(string text, out ushort value)
    {
        var read = Number.TryParse(text, out var number);
        value = (ushort)number;
        return read;
    }
}

/// <summary>The one number here in network byte order.</summary>
internal sealed class VlanProtocolWire : Wire<VlanProtocol>
{
    public override string Allowed => "one of 802.1q, 802.1ad";

    public override void Write(NetlinkMessage into, ushort attribute, VlanProtocol value, Func<LinkName, int?> indexOf) =>
        into.UInt16BigEndian(attribute, (ushort)value);

    public override bool TryRead(NetlinkAttribute from, Func<int, LinkName?> nameOf, out VlanProtocol value)
    {
        value = (VlanProtocol)from.UInt16BigEndian;
        return true;
    }

    public override bool TryParse(string text, [MaybeNullWhen(false)] out VlanProtocol value)
    {
        value = text == "802.1ad" ? VlanProtocol.Ieee8021AD : VlanProtocol.Ieee8021Q;
        return text is "802.1q" or "802.1ad";
    }

    public override string Format(VlanProtocol value) => value switch
    {
        VlanProtocol.Ieee8021Q => "802.1q",
        VlanProtocol.Ieee8021AD => "802.1ad",
        _ => $"0x{(ushort)value:x4}",
    };
}

/// <summary>struct ifla_vlan_flags: the flags, and which of them are meant.</summary>
internal sealed class VlanFlagsWire : Wire<VlanFlags>
{
    private const uint All = 31;
    private static readonly string[] s_names = ["reorder-hdr", "gvrp", "loose-binding", "mvrp", "bridge-binding"];

    public override string Allowed { get; } = $"none, or some of {string.Join(", ", s_names)} divided by commas";

    public override void Write(NetlinkMessage into, ushort attribute, VlanFlags value, Func<LinkName, int?> indexOf)
    {
        Span<byte> bytes = stackalloc byte[8];
        MemoryMarshal.Write(bytes, (uint)value);
        MemoryMarshal.Write(bytes[4..], All);
        into.Bytes(attribute, bytes);
    }

    public override bool TryRead(NetlinkAttribute from, Func<int, LinkName?> nameOf, out VlanFlags value)
    {
        if (from.Value.Length != 8)
            throw new NetlinkFormatException($"VLAN flags of {from.Value.Length} bytes");
        value = (VlanFlags)(MemoryMarshal.Read<uint>(from.Value) & All);
        return true;
    }

    public override bool TryParse(string text, [MaybeNullWhen(false)] out VlanFlags value)
    {
        value = VlanFlags.None;
        if (text == "none")
            return true;
        foreach (var part in text.Split(','))
        {
            var bit = Array.IndexOf(s_names, part.Trim());
            if (bit < 0)
                return false;
            value |= (VlanFlags)(1 << bit);
        }
        return true;
    }

    public override string Format(VlanFlags value) =>
        value == VlanFlags.None ? "none" : string.Join(',', s_names.Where((_, bit) => ((uint)value >> bit & 1) != 0));
}
