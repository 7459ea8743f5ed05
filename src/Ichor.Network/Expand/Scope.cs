using Ichor.Config;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>What an expansion rule sees and where it puts its wishes.</summary>
internal sealed class Scope(Inputs inputs, Observed observed)
{
    private List<LinkStatus>? _usable;

    public Inputs Inputs { get; } = inputs;
    public Observed Observed { get; } = observed;
    public Fragment Fragment { get; } = new();

    /// <summary>Links that may be used, in the order of their names.</summary>
    public IReadOnlyList<LinkStatus> Links => _usable ??= [.. Observed.UsableLinks()];

    /// <summary>The present name of a link that a config calls by its name or an alternative name; as written when there is none.</summary>
    public LinkName Resolve(LinkName written) => Observed.Resolve(written)?.Name ?? written;

    /// <summary>Links that a selector matches, in the order of their names.</summary>
    public IEnumerable<LinkStatus> Select(DeviceSelector selector) =>
        Links.Where(link => !link.IsLoopback && selector.Matches(Facts(link)));

    /// <summary>Every link with what a selector could say of it: for the message that a selector matched none.</summary>
    public string Inventory()
    {
        var present = Links.Where(link => !link.IsLoopback).Select(link =>
        {
            var facts = new List<string>();
            Say(facts, "busPath", link.Identity.BusPath);
            Say(facts, "permanentAddr", link.Identity.PermanentAddress?.ToString());
            Say(facts, "hardwareAddr", link.Address?.ToString());
            Say(facts, "pciID", link.Identity.PciId);
            Say(facts, "driver", link.Identity.Driver);
            Say(facts, "physical", link.IsPhysical ? "true" : "false");
            return $"{link.Name} ({string.Join(' ', facts)})";
        }).ToList();
        return present.Count == 0 ? "no link is present" : "present: " + string.Join(", ", present);
    }

    private static void Say(List<string> facts, string key, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            facts.Add($"{key}={value}");
    }

    /// <summary>
    /// A NIC is known by the address in its hardware: the current one becomes the bond's when it is enslaved, and a
    /// selector by hardwareAddr would then let go of the port it has just found.
    /// </summary>
    private static LinkFacts Facts(LinkStatus link) => new(
        link.Identity.BusPath,
        link.IsPhysical ? link.Identity.PermanentAddress ?? link.Address : link.Address,
        link.Identity.PermanentAddress,
        link.Identity.PciId,
        link.Identity.Driver,
        link.IsPhysical);
}
