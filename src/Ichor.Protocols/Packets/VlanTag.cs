namespace Ichor.Protocols.Packets;

/// <summary>An IEEE 802.1Q tag: priority (3 bits), drop eligible (1 bit), VLAN identifier (12 bits).</summary>
/// <param name="Id">VLAN identifier, 0 to 4095; 0 is a priority tag without a VLAN.</param>
/// <param name="Priority">Priority code point, 0 to 7.</param>
/// <param name="DropEligible">Whether the frame may be dropped first.</param>
public readonly record struct VlanTag(ushort Id, byte Priority = 0, bool DropEligible = false)
{
    internal const int Size = 4;

    internal ushort Control => (ushort)((Priority & 7) << 13 | (DropEligible ? 1 << 12 : 0) | Id & 0xfff);

    internal static VlanTag FromControl(ushort control) =>
        new((ushort)(control & 0xfff), (byte)(control >> 13), (control >> 12 & 1) != 0);
}
