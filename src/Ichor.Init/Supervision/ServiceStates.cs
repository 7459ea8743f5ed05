using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Ichor.Init.Supervision;

/// <summary>The states of all services as JSON, for the node to publish.</summary>
static class ServiceStates
{
    public static string ToJson(Supervisor supervisor)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var service in supervisor.Services)
                Write(json, service, supervisor);
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    static void Write(Utf8JsonWriter json, SupervisedProcess service, Supervisor supervisor)
    {
        json.WriteStartObject();
        json.WriteString("name", service.Record.Name);
        json.WriteString("state", NameOf(service.State));
        json.WriteNumber("pid", service.Pid);
        json.WriteNumber("restarts", service.Restarts);
        json.WriteNumber("sinceBootMs", (long)service.Since.TotalMilliseconds);
        json.WriteString("lastEnd", service.LastEnd);
        json.WriteStartArray("waitingFor");
        foreach (var condition in service.State == ServiceState.Waiting ? supervisor.MissingFor(service.Record) : [])
            json.WriteStringValue(condition);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static string NameOf(ServiceState state) => state switch
    {
        ServiceState.Waiting => "waiting",
        ServiceState.Running => "running",
        ServiceState.Restarting => "restarting",
        _ => "ended",
    };
}
