namespace Ichor.Network;

/// <summary>The links of a machine with all that a deviceSelector can say of them, written so that the braces can be copied behind it.</summary>
internal static class LinkInventory
{
    public static string Of(IEnumerable<LinkStatus> links)
    {
        var present = string.Join(", ", links.Where(link => !link.IsLoopback).Select(Describe));
        return present.Length == 0 ? "no link is present" : "present: " + present;
    }

    private static string Describe(LinkStatus link)
    {
        var qualifiers = new (string Key, string? Value)[]
        {
            ("busPath", Quoted(link.Identity.BusPath)),
            ("hardwareAddr", Quoted(link.OwnAddress?.ToString())),
            ("permanentAddr", Quoted(link.Identity.PermanentAddress?.ToString())),
            ("pciID", Quoted(link.Identity.PciId)),
            ("driver", Quoted(link.Identity.Driver)),
            ("physical", link.IsPhysical ? "true" : "false"),
        };
        return $"{link.Name} {{ {string.Join(", ", qualifiers.Where(pair => pair.Value is not null).Select(pair => $"{pair.Key}: {pair.Value}"))} }}";
    }

    /// <summary>In quotation marks: colons and digits alone would be something else to YAML.</summary>
    private static string? Quoted(string? text) => string.IsNullOrEmpty(text) ? null : $"'{text}'";
}
