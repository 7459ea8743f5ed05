using Ichor.Netlink;

namespace Ichor.Network.Names;

/// <summary>How a link came by its name.</summary>
/// <param name="KernelName">What the kernel called it.</param>
/// <param name="Report">Every candidate and what became of it.</param>
/// <param name="Scheme">The rules.</param>
/// <param name="SchemeOrigin">Who named them.</param>
public sealed record GivenName(LinkName KernelName, NameReport Report, NamingScheme Scheme, string SchemeOrigin);
