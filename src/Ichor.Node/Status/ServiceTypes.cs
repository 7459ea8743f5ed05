using System.Text.Json;
using Ichor.Api;
using Ichor.Config;

namespace Ichor.Node.Status;

/// <summary>A service as PID 1 describes it.</summary>
internal sealed record ServiceRow(string Name, string State, long Pid, long Restarts, string LastEnd, ValueList<string> WaitingFor)
{
    /// <summary>Reads what Ichor.Init's ServiceStates wrote.</summary>
    public static IReadOnlyList<ServiceRow> ReadAll(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(service => new ServiceRow(
            service.GetProperty("name").GetString() ?? "",
            service.GetProperty("state").GetString() ?? "",
            service.GetProperty("pid").GetInt64(),
            service.GetProperty("restarts").GetInt64(),
            service.GetProperty("lastEnd").GetString() ?? "",
            [.. service.GetProperty("waitingFor").EnumerateArray().Select(name => name.GetString() ?? "")]))];
    }
}

internal static class ServiceTypes
{
    public static ResourceType<ServiceRow> Services { get; } = new("Services.v1alpha1.talos.dev", "runtime", ["service", "services", "svc"])
    {
        Owner = "init",
        Key = service => service.Name,
        Fields = new Rows<ServiceRow>()
            .Text("state", service => service.State)
            .Number("pid?", service => service.Pid)
            .Number("restarts", service => service.Restarts)
            .Text("lastEnd?", service => service.LastEnd)
            .List("waitingFor?", service => service.WaitingFor),
        Columns = [("STATE", "state"), ("PID", "pid"), ("RESTARTS", "restarts"), ("LAST END", "lastEnd"), ("WAITING FOR", "waitingFor")],
    };
}
