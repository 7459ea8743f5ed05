using System.Text;
using Ichor.Config;
using Ichor.Network;

namespace Ichor.Node.Status;

/// <summary>What somebody in front of the machine wants to know: who it is, where it is, and what is wrong first.</summary>
/// <remarks>No line is longer than <see cref="Width"/>, so that nothing wraps on the consoles that people have.</remarks>
internal static class StatusScreen
{
    public const int Width = 110;

    /// <summary>More links than this are not read, they scroll away.</summary>
    private const int MaxLinks = 24;

    private const int RowName = 10;

    private sealed record LinkLine(string Name, string State, string Address, string From);

    public static string Render(string version, NodeView view)
    {
        var text = new StringBuilder("\n");
        var plan = view.Plan;
        Line(text, $"  {PlainText.Of(plan.Hostname.Spec.FullName, 70)}   Ichor {version}   {(view.IsReady ? "ready" : "not ready")}");
        text.Append('\n');
        Links(text, view);
        text.Append('\n');
        Row(text, "gateway", Gateways(view.Observed));
        Row(text, "dns", Join(plan.Resolvers.Servers));
        Row(text, "ntp", Join<string>(plan.TimeServers.Servers) + Clock(view.Time));
        foreach (var (i, line) in FirstProblem.Of(view, Width - RowName - 3).Index())
            Row(text, i == 0 ? "problem" : "", line);
        return text.ToString();
    }

    private static void Links(StringBuilder text, NodeView view)
    {
        var links = view.Observed.UsableLinks().Where(link => !link.IsLoopback).ToList();
        var shown = links.Take(MaxLinks).Select(link => link.Index).ToHashSet();
        var addresses = view.Observed.Addresses.Where(address => shown.Contains(address.LinkIndex) && address.Scope == 0).ToLookup(address => address.LinkIndex);
        var lines = links.Take(MaxLinks).SelectMany(link => Lines(view, link, addresses[link.Index])).Prepend(new("LINK", "STATE", "ADDRESS", "FROM")).ToList();
        var (name, state, address) = (lines.Max(line => line.Name.Length), lines.Max(line => line.State.Length), lines.Max(line => line.Address.Length));
        foreach (var line in lines)
            Line(text, $"  {line.Name.PadRight(name)}   {line.State.PadRight(state)}   {line.Address.PadRight(address)}   {line.From}");
        if (links.Count > MaxLinks)
            Line(text, $"  and {links.Count - MaxLinks} more links: ichorctl get links");
    }

    private static IEnumerable<LinkLine> Lines(NodeView view, LinkStatus link, IEnumerable<AddressStatus> unsorted)
    {
        var state = !link.Up ? "down" : !link.Carrier ? "no carrier" : link.IsOperational ? "up" : link.OperationalState;
        var addresses = unsorted.OrderBy(address => address.Address).ToList();
        if (addresses.Count == 0)
            yield return new(link.Name.ToString(), state, "-", WithoutAddress(view, link));
        for (var i = 0; i < addresses.Count; i++)
        {
            var why = view.Plan.Addresses.GetValueOrDefault(new(link.Name, addresses[i].Address))?.Because.ToString() ?? "";
            yield return new(i == 0 ? link.Name.ToString() : "", i == 0 ? state : "", addresses[i].Address.ToString(), why);
        }
    }

    private static string WithoutAddress(NodeView view, LinkStatus link)
    {
        if (link.MasterIndex != 0)
            return $"port of {view.Observed.Link(link.MasterIndex)?.Name}";
        return link.IsOperational && view.Plan.Operators.ContainsKey(new(OperatorKind.Dhcp4, link.Name)) ? "DHCP: no answer yet" : "";
    }

    private static string Gateways(Observed observed)
    {
        var defaults = observed.DefaultRoutes.Where(route => route.Gateway is not null && route.Table == RouteSpec.MainTable)
            .OrderBy(route => route.Metric).Select(route => $"{route.Gateway} dev {observed.Link(route.LinkIndex)?.Name}").ToList();
        return defaults.Count == 0 ? "none" : string.Join(", ", defaults);
    }

    private static string Clock(TimeRow time)
    {
        if (time.Synced)
            return time.Server.Length == 0 ? "" : $" (in step with {time.Server}, offset {time.Offset})";
        return time.Problem.Length > 0 ? $" ({time.Problem})" : " (not yet in step)";
    }

    private static string Join<T>(ValueList<T>? items) => items is null or { Count: 0 } ? "none" : string.Join(' ', items.Value);

    private static void Row(StringBuilder text, string name, string value) => Line(text, $"  {name.PadRight(RowName)} {value}");

    private static void Line(StringBuilder text, string line) => text.Append(PlainText.Of(line.TrimEnd(), Width)).Append('\n');
}
