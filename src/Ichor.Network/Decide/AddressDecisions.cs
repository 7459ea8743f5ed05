using System.Net.Sockets;

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
            return Decision.InSync;
        // IPv6 takes the absence of a metric for "leave it".
        return desired.Metric == 0 && key.Address.Address.AddressFamily == AddressFamily.InterNetworkV6
            ? Decision.Do(new DeleteAddress(link.Index, key), new AddAddress(key, desired))
            : Decision.Do(new AddAddress(key, desired));
    }

    /// <summary>Deletes what is ours and wished by nobody.</summary>
    public static Decision DecideUnwanted(AddressStatus present, LinkStatus link) => present.IsOurs
        ? Decision.Do(new DeleteAddress(link.Index, new AddressKey(link.Name, present.Address)))
        : Decision.InSync;

    /// <summary>The kernel's own addresses (127.0.0.1/8 on lo) fulfil a wish without carrying our mark. The scope of an IPv6
    /// address follows from the address.</summary>
    private static bool Fulfils(AddressSpec desired, AddressStatus present) =>
        (present.Scope == desired.Scope || present.Address.Address.AddressFamily == AddressFamily.InterNetworkV6)
        && (desired.Metric == 0 || present.Metric == desired.Metric);
}
