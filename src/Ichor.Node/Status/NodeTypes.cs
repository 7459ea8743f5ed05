using Ichor.Api;
using Ichor.Config;
using Ichor.Network;
using Ichor.Node.Naming;

namespace Ichor.Node.Status;

internal sealed record ResolverRow(ValueList<string> Servers, ValueList<string> SearchDomains);

/// <param name="State"><c>none</c>, <c>waiting</c>, <c>applied</c>, or <c>refused</c> because of errors.</param>
/// <param name="Source">File name or volume.</param>
/// <param name="WaitingFor">What must come before it can be read.</param>
internal sealed record ConfigRow(string State, string Source, string WaitingFor)
{
    /// <summary>A config that does not rule because of its errors.</summary>
    public string Refused { get; init; } = "";

    /// <summary>What it took to carry it out.</summary>
    public string Took { get; init; } = "";

    /// <summary>The config of the next boot: its hash, when it was saved, and from where it came.</summary>
    public string Kept { get; init; } = "";

    /// <summary>Where that is kept, or a sentence that it is nowhere.</summary>
    public string Storage { get; init; } = "";
}

internal sealed record TimeServerRow(ValueList<string> Servers);

/// <summary>Talos's NetworkStatus: what others may count on.</summary>
internal sealed record ReadinessRow(bool Address, bool Connectivity, bool Hostname, bool Etc);

internal sealed record TimeRow(bool Synced, string Server, string Offset, string Problem);

/// <summary>The types that describe the node as a whole.</summary>
internal static class NodeTypes
{
    public static ResourceType<ConditionRow> Conditions { get; } = new("Conditions.ichor.dev", "network", ["condition", "conditions"])
    {
        Owner = "node",
        Key = row => row.Condition.Object.ToString(),
        Fields = new Rows<ConditionRow>()
            .Text("state", row => row.Condition.State.Text())
            .Text("kind", row => row.Condition.Object.Kind)
            .Text("object", row => row.Condition.Object.Id)
            .Text("since?", row => row.Since)
            .Text("reason", row => row.Condition.Reason)
            .Text("because", row => row.Condition.Because?.ToString()),
        Columns = [("STATE", "state"), ("SINCE", "since"), ("REASON", "reason"), ("BECAUSE", "because")],
    };

    /// <summary>By which rules links are named, and which source said so.</summary>
    public static ResourceType<NamingInForce> Naming { get; } = new("NamingStatuses.ichor.dev", "network", ["naming", "namingscheme"])
    {
        Owner = "node",
        Key = _ => "links",
        Fields = new Rows<NamingInForce>()
            .Text("scheme", naming => naming.Scheme.Name)
            .Text("schemeFrom", naming => naming.SchemeOrigin)
            .Flag("renames", naming => naming.Renames)
            .Text("renamesFrom", naming => naming.RenamesOrigin)
            .List("refused?", naming => naming.Refused),
        Columns = [("SCHEME", "scheme"), ("FROM", "schemeFrom"), ("RENAMES", "renames"), ("FROM", "renamesFrom")],
    };

    /// <summary>What is wrong with the config or the command line, by line.</summary>
    public static ResourceType<ProblemRow> Problems { get; } = new("ConfigProblems.ichor.dev", "config", ["problem", "problems"])
    {
        Owner = "node",
        Key = row => row.Id,
        Fields = new Rows<ProblemRow>()
            .Text("severity", row => row.Problem.IsError ? "error" : "notice")
            .Text("source", row => row.Problem.Source)
            .Number("line", row => row.Problem.Line)
            .Number("column", row => row.Problem.Column)
            .Text("path", row => row.Problem.Path)
            .Text("message", row => row.Problem.Message),
        Columns = [("SEVERITY", "severity"), ("PATH", "path"), ("MESSAGE", "message")],
    };

    /// <summary>Whether there is a machine config, from where, and what became of it.</summary>
    public static ResourceType<ConfigRow> Config { get; } = new("MachineConfigs.config.talos.dev", "config", ["machineconfig", "mc", "config"])
    {
        Owner = "node",
        Key = _ => "v1alpha1",
        Fields = new Rows<ConfigRow>()
            .Text("state", row => row.State)
            .Text("source?", row => row.Source)
            .Text("waitingFor?", row => row.WaitingFor)
            .Text("refused?", row => row.Refused)
            .Text("took?", row => row.Took)
            .Text("kept?", row => row.Kept)
            .Text("storage?", row => row.Storage),
        Columns = [("STATE", "state"), ("SOURCE", "source"), ("WAITING FOR", "waitingFor")],
    };

    public static ResourceType<HostnameSpec> Hostname { get; } = new("HostnameStatuses.net.talos.dev", "network", ["hostname"])
    {
        Owner = "node",
        Key = _ => "hostname",
        Fields = new Rows<HostnameSpec>().Text("hostname", name => name.Hostname).Text("domainname", name => name.Domain),
        Columns = [("HOSTNAME", "hostname"), ("DOMAINNAME", "domainname")],
    };

    public static ResourceType<ResolverRow> Resolvers { get; } = new("ResolverStatuses.net.talos.dev", "network", ["resolvers"])
    {
        Owner = "node",
        Key = _ => "resolvers",
        Fields = new Rows<ResolverRow>().List("dnsServers", row => row.Servers).List("searchDomains", row => row.SearchDomains),
        Columns = [("RESOLVERS", "dnsServers"), ("SEARCH DOMAINS", "searchDomains")],
    };

    public static ResourceType<TimeServerRow> TimeServers { get; } = new("TimeServerStatuses.net.talos.dev", "network", ["timeserver", "timeservers"])
    {
        Owner = "node",
        Key = _ => "timeservers",
        Fields = new Rows<TimeServerRow>().List("timeServers", row => row.Servers),
        Columns = [("TIMESERVERS", "timeServers")],
    };

    public static ResourceType<ReadinessRow> Readiness { get; } = new("NetworkStatuses.net.talos.dev", "network", ["netstatus", "netstatuses"])
    {
        Owner = "node",
        Key = _ => "status",
        Fields = new Rows<ReadinessRow>()
            .Flag("addressReady", row => row.Address)
            .Flag("connectivityReady", row => row.Connectivity)
            .Flag("hostnameReady", row => row.Hostname)
            .Flag("etcFilesReady", row => row.Etc),
        Columns = [("ADDRESS", "addressReady"), ("CONNECTIVITY", "connectivityReady"), ("HOSTNAME", "hostnameReady"), ("ETC", "etcFilesReady")],
    };

    public static ResourceType<TimeRow> Time { get; } = new("TimeStatuses.v1alpha1.talos.dev", "v1alpha1", ["time", "timestatus"])
    {
        Owner = "node",
        Key = _ => "node",
        Fields = new Rows<TimeRow>()
            .Flag("synced", row => row.Synced)
            .Text("server?", row => row.Server)
            .Text("offset?", row => row.Offset)
            .Text("lastError?", row => row.Problem),
        Columns = [("SYNCED", "synced"), ("SERVER", "server"), ("OFFSET", "offset"), ("LAST ERROR", "lastError")],
    };

    public static ResourceType<OperatorRow> Operators { get; } = new("OperatorStatuses.ichor.dev", "network", ["operator", "operators", "lease", "leases"])
    {
        Owner = "node",
        Key = row => row.Id,
        Fields = new Rows<OperatorRow>()
            .Text("state", row => row.State)
            .Text("address?", row => row.Address)
            .Text("server?", row => row.Server)
            .Text("renews?", row => row.Renews)
            .Text("rebinds?", row => row.Rebinds)
            .Text("expires?", row => row.Expires)
            .List("notes?", row => row.Notes)
            .Text("lastError?", row => row.Problem),
        Columns = [("STATE", "state"), ("ADDRESS", "address"), ("SERVER", "server"), ("RENEWS", "renews"), ("EXPIRES", "expires"), ("LAST ERROR", "lastError")],
    };
}
