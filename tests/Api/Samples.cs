using System.Text;
using Ichor.Api.Local;

namespace Ichor.Api.Tests;

/// <summary>A small resource type, and a session whose bytes are text.</summary>
internal sealed record Door(string Name, bool Open, int Height, string[] Keys, Lock? Lock = null);

internal sealed record Lock(string Maker, int Pins);

internal static class Samples
{
    public static readonly DateTimeOffset Morning = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static ResourceType<Door> Doors { get; } = new("DoorStatuses.net.talos.dev", "network", ["door", "doors"])
    {
        Owner = "tests",
        Key = d => d.Name,
        Columns = [("Open", "open"), ("Keys", "keys"), ("Pins", "lock.pins")],
        Fields = new Rows<Door>()
            .Flag("open", d => d.Open)
            .Number("height?", d => d.Height)
            .List("keys", d => d.Keys)
            .Object("lock?", d => d.Lock, new Rows<Lock>().Text("maker", l => l.Maker).Number("pins", l => l.Pins)),
    };

    public static ResourceType<string> DoorSpecs { get; } = new("DoorSpecs.net.talos.dev", "network-config", [])
    {
        Key = s => s,
        Fields = new Rows<string>().Text("name", s => s),
    };

    public static ResourceTables Tables(params Door[] doors)
    {
        var tables = new ResourceTables(new FixedClock(Morning));
        tables.Register(DoorSpecs);
        tables.Update(Doors, doors);
        return tables;
    }

    public static string Ask(this LocalSession session, string text)
    {
        session.Receive(Encoding.UTF8.GetBytes(text));
        return session.Read();
    }

    public static string Read(this LocalSession session)
    {
        var text = Encoding.UTF8.GetString(session.Pending.Span);
        session.Sent(session.Pending.Length);
        return text;
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
