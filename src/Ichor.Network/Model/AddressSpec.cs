using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>An address is known by its link and its text: the kernel allows each pair once.</summary>
public readonly record struct AddressKey(LinkName Link, InterfaceAddress Address)
{
    public override string ToString() => $"{Link}/{Address}";
}

/// <summary>An address that is wanted on a link.</summary>
/// <param name="Scope">rtm_scope: 0 global, 253 link, 254 host.</param>
/// <param name="Metric">Metric of the connected route that the kernel makes for it; 0 leaves the kernel's default.</param>
public sealed record AddressSpec(byte Scope = 0, uint Metric = 0);
