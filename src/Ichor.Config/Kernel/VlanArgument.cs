using Ichor.Netlink;

namespace Ichor.Config;

/// <summary>One <c>vlan=</c>. Protocol 802.1Q.</summary>
/// <param name="Name">Name of the link, made from parent and identifier by <see cref="VlanNames"/>.</param>
/// <param name="Parent">Link that carries it.</param>
/// <param name="Id">1 to 4095 (the documents allow 4094).</param>
/// <param name="Because">The argument.</param>
public sealed record VlanArgument(LinkName Name, LinkName Parent, ushort Id, Provenance Because);
