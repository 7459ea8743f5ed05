using Ichor.Config;
using Ichor.Network;
using Ichor.Node.Operators;

namespace Ichor.Node.Status;

/// <summary>One operator and what it has.</summary>
internal sealed record OperatorRow(string Id, string State)
{
    public string Address { get; init; } = "";
    public string Server { get; init; } = "";

    /// <summary>Times of the day; <c>never</c> for a lease without end.</summary>
    public string Renews { get; init; } = "";
    public string Rebinds { get; init; } = "";
    public string Expires { get; init; } = "";

    public string Problem { get; init; } = "";

    /// <summary>What is strange about the lease.</summary>
    public ValueList<string> Notes { get; init; } = [];

    public static OperatorRow Of(OperatorKey key, DhcpOperator client, TimeOfDay timeOfDay)
    {
        string Time(TimeSpan? time) => time is { } known ? timeOfDay.Text(known) : "never";

        var row = new OperatorRow(key.ToString(), client.State.Name) { Problem = client.Fault ?? client.Problem ?? client.Conflict ?? "" };
        return client.Lease is not { } lease ? row : row with
        {
            Address = $"{lease.Address}/{lease.PrefixLength}",
            Server = lease.Server.ToString(),
            Renews = Time(lease.RenewAt),
            Rebinds = Time(lease.RebindAt),
            Expires = Time(lease.ExpiresAt),
            Notes = [.. lease.Notes],
        };
    }
}
