namespace Ichor.Network;

/// <summary>Decides about one address. Only addresses with our mark are ever deleted.</summary>
internal static class AddressDecisions
{
    public static Decision Decide(AddressKey key, AddressSpec desired, Observed observed)
    {
        if (observed.Link(key.Link) is not { Named: true } link)
            return Decision.Wait($"link {key.Link} to appear");
        return observed.Address(link.Index, key.Address) is { } present && Matches(desired, present)
            ? Decision.InSync
            : Decision.Do(new AddAddress(key, desired));
    }

    /// <summary>Deletes what is ours and wished by nobody.</summary>
    public static Decision DecideUnwanted(AddressStatus present, LinkStatus link) => present.IsOurs
        ? Decision.Do(new DeleteAddress(link.Index, new AddressKey(link.Name, present.Address)))
        : Decision.InSync;

    /// <summary>The kernel's own addresses (127.0.0.1/8 on lo) fulfil a wish without carrying our mark.</summary>
    private static bool Matches(AddressSpec desired, AddressStatus present) =>
        present.Scope == desired.Scope && (desired.Metric == 0 || present.Metric == desired.Metric);
}
