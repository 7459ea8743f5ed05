using System.Text.Json;
using Ichor.Lab.Machines;

namespace Ichor.Images.Tests;

/// <summary>
/// The names that systemd's udev gave on a machine of a certain layout, kept with the namer's own tests. Cards are known by
/// their Ethernet addresses, which QEMU numbers in the order of its arguments.
/// </summary>
sealed class RecordedNames
{
    readonly Dictionary<string, (string Name, string AlternativeNames)> cards = [];

    public RecordedNames(string machine)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "interface-names", machine + ".json");
        using var file = JsonDocument.Parse(File.ReadAllBytes(path));
        foreach (var nic in file.RootElement.GetProperty("nics").EnumerateArray())
            if (nic.TryGetProperty("final_name_262", out var name) && nic.GetProperty("netlink").GetProperty("address").GetString() is { } address)
                cards[address] = (name.GetString()!, Join(nic.GetProperty("altnames_262").EnumerateArray().Select(other => other.GetString()!)));
    }

    /// <summary>Ethernet addresses of the recorded cards, in the order in which they were declared.</summary>
    public IReadOnlyList<string> Addresses => [.. cards.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Waits until every recorded card has its name and no other, and then compares the alternative names.</summary>
    public async Task AreThoseOfAsync(Machine node)
    {
        await node.EventuallyTableAsync("links", links => cards.All(card => links.Any(link => link["hardwareAddr"] == card.Key && link.Id == card.Value.Name)),
            string.Join(", ", cards.Values.Select(card => card.Name).Order()));
        var links = await (await node.ApiAsync()).GetAsync("links");
        foreach (var (address, expected) in cards)
        {
            var link = links.Single(link => link["hardwareAddr"] == address);
            Assert.Equal(expected, (link.Id, Join(link.Spec["altNames"]!.AsArray().Select(name => name!.GetValue<string>()))));
        }
    }

    static string Join(IEnumerable<string> names) => string.Join(' ', names.Order(StringComparer.Ordinal));
}
