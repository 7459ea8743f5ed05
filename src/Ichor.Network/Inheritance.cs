namespace Ichor.Network;

/// <summary>What an earlier life of the process has left in the kernel.</summary>
public static class Inheritance
{
    /// <summary>Everything that carries our mark; for <see cref="Inputs.Inherited"/>.</summary>
    public static IReadOnlySet<ObjectKey> Of(Observed observed)
    {
        var keys = new HashSet<ObjectKey>();
        var view = new LinkView(new Dictionary<Netlink.LinkName, Merged<Netlink.LinkName, LinkSpec>>(), observed);
        foreach (var link in observed.Links)
            if (view.IsOurs(link) || LinkAdjustment.IsPortOfOurs(link, view))
                keys.Add(ObjectKey.Link(link.Name));
        foreach (var address in observed.Addresses)
            if (address.IsOurs && observed.Link(address.LinkIndex) is { } link)
                keys.Add(ObjectKey.Address(new(link.Name, address.Address)));
        foreach (var route in observed.Routes)
            if (route.IsOurs && PresentRoutes.KeyOf(observed, route) is { } key)
                keys.Add(ObjectKey.Route(key));
        foreach (var rule in observed.Rules)
            if (rule.IsOurs)
                keys.Add(ObjectKey.Rule(rule.Key));
        return keys;
    }
}
