namespace Ichor.Api.Tests;

public class ResourceTablesTests
{
    private static readonly Door Front = new("front", true, 0, ["a"]);

    [Fact]
    public void An_item_that_prints_alike_is_no_update()       // records compare arrays by reference
    {
        var tables = Samples.Tables(Front);
        Assert.Equal(0, tables.Update(Samples.Doors, [new Door("front", true, 0, ["a"])]));
        Assert.Equal(1, tables.Items(Samples.Doors)[0].Version);
    }

    [Fact]
    public void Changes_come_in_the_order_of_ids_with_rising_versions()
    {
        var tables = Samples.Tables(Front, new Door("back", true, 0, []));
        var seen = new List<string>();
        using (tables.Watch(Samples.Doors, e => seen.Add($"{e.Change} {e.Resource.Id} {e.Resource.Version}")))
            tables.Update(Samples.Doors, [new Door("side", true, 0, []), Front with { Open = false }, new Door("side", false, 0, [])]);
        tables.Update(Samples.Doors, []);
        Assert.Equal(["Destroyed back 1", "Updated front 2", "Created side 1"], seen);
    }

    [Theory]
    [InlineData("DoorStatuses.net.talos.dev", "DoorStatuses.net.talos.dev")]
    [InlineData("doorstatuses", "DoorStatuses.net.talos.dev")]
    [InlineData("doorstatuses.net", "DoorStatuses.net.talos.dev")]
    [InlineData("doorstatuses.net.talos", "DoorStatuses.net.talos.dev")]
    [InlineData("DoorStatus", "DoorStatuses.net.talos.dev")]
    [InlineData("doorspec", "DoorSpecs.net.talos.dev")]
    [InlineData("door", "DoorStatuses.net.talos.dev")]
    [InlineData("ds", "DoorSpecs.net.talos.dev, DoorStatuses.net.talos.dev")]
    [InlineData("window", "")]
    public void Names_resolve(string name, string types) =>
        Assert.Equal(types, string.Join(", ", Samples.Tables().Resolve(name)));

    [Theory]
    [InlineData("LinkStatuses", "LinkStatus")]
    [InlineData("NodeAddresses", "NodeAddress")]
    [InlineData("DNSResolveCaches", "DNSResolveCache")]
    [InlineData("LinkSpecs", "LinkSpec")]
    [InlineData("Policies", "Policy")]
    public void Singular_names_are_english(string plural, string singular) =>
        Assert.Equal(singular, new ResourceType<string>(plural + ".net.talos.dev", "network", []) { Key = s => s, Fields = new() }.Singular);

    [Fact]
    public void A_column_of_an_unknown_field_is_refused() =>
        Assert.Equal("Cats.x: column 'Tail' shows 'tail.length', which is no field", Assert.Throws<ArgumentException>(() =>
            Samples.Tables().Register(new ResourceType<string>("Cats.x", "network", [])
            {
                Key = s => s,
                Fields = new(),
                Columns = [("Tail", "tail.length")],
            })).Message);

    [Fact]
    public void A_table_that_nobody_looks_at_is_not_filled_and_then_is_what_was_offered_last()
    {
        var tables = new ResourceTables(TimeProvider.System);
        var asked = 0;
        IEnumerable<Door> Doors(int number)
        {
            asked++;
            return Enumerable.Range(0, number).Select(i => new Door($"d{i}", true, i, []));
        }

        tables.Offer(Samples.Doors, () => Doors(1));
        tables.Offer(Samples.Doors, () => Doors(2));
        Assert.Equal(0, asked);

        Assert.Equal(["d0", "d1"], tables.Items(Samples.Doors).Select(door => door.Id));
        Assert.Equal(1, asked);

        List<string> seen = [];
        using (tables.Watch(Samples.Doors, change => seen.Add($"{change.Change} {change.Resource.Id}")))
            tables.Offer(Samples.Doors, () => Doors(3));
        Assert.Equal(["Created d2"], seen);
    }
}
