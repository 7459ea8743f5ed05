using System.Net.Sockets;
using Ichor.Netlink.Route;

namespace Ichor.Network;

/// <summary>Decides about one address. Only addresses with our mark are ever changed or deleted.</summary>
internal static class AddressDecisions
{
    public static Decision Decide(AddressKey key, AddressSpec desired, Observed observed, LinkDecisions links)
    {
        if (observed.Link(key.Link) is not { Named: true } link)
            return Decision.Wait($"link {key.Link} to appear");
        if (links.Obstacle(key.Link) is { } obstacle)
            return Decision.Wait(obstacle);
        if (observed.Address(link.Index, key.Address) is not { } present)
            return Decision.Do(new AddAddress(key, desired));
        if (!present.IsOurs)
            return Fulfils(desired, present)
                ? Decision.InSync
                : Decision.Refuse($"another owner (protocol {present.Protocol}) already has it, with metric {present.Metric} and scope {present.Scope}");
        if (Fulfils(desired, present) && present.Metric == desired.Metric)
            return IsUnfit(present, link) ?? Decision.InSync;
        // IPv6 takes the absence of a metric for "leave it".
        return desired.Metric == 0 && key.Address.Address.AddressFamily == AddressFamily.InterNetworkV6
            ? Decision.Do(new DeleteAddress(link.Index, key, Phase.MakeWay), new AddAddress(key, desired))
            : Decision.Do(new AddAddress(key, desired));
    }

    /// <summary>Deletes what is ours and wished by nobody. It goes with its link when that goes.</summary>
    /// <param name="present">An address that carries our mark.</param>
    /// <param name="link">The link that has it.</param>
    /// <param name="links">What becomes of the link.</param>
    /// <param name="isInTheWay">The link is to have it with another prefix length, which of IPv6 it cannot have beside this one.</param>
    public static Decision DecideUnwanted(AddressStatus present, LinkStatus link, LinkDecisions links, bool isInTheWay) =>
        links.Goes(link)
            ? Decision.InSync
            : Decision.Do(new DeleteAddress(link.Index, new AddressKey(link.Name, present.Address), isInTheWay ? Phase.MakeWay : Phase.DeleteAddresses));

    /// <summary>An IPv6 address is of no use before the kernel has asked whether somebody else has it (RFC 4862 section 5.4).</summary>
    private static Decision? IsUnfit(AddressStatus present, LinkStatus link)
    {
        var flags = (AddressFlags)present.Flags;
        return flags.HasFlag(AddressFlags.DadFailed)
            ? Decision.Refuse($"another machine on {link.Name} has this address (duplicate address detection), so the kernel does not use it")
            : flags.HasFlag(AddressFlags.Tentative) && !flags.HasFlag(AddressFlags.Optimistic)
                ? Decision.Wait(link.IsOperational ? "duplicate address detection" : $"duplicate address detection, which needs {link.Name} to carry packets")
                : null;
    }

    /// <summary>The kernel's own addresses (127.0.0.1/8 on lo) fulfil a wish without carrying our mark. The scope of an IPv6
    /// address follows from the address.</summary>
    private static bool Fulfils(AddressSpec desired, AddressStatus present) =>
        (present.Scope == desired.Scope || present.Address.Address.AddressFamily == AddressFamily.InterNetworkV6)
        && (desired.Metric == 0 || present.Metric == desired.Metric);
}
