using System.Buffers;
using System.Text.Json;

namespace Ichor.Api.Local;

/// <summary>Writes what <see cref="LocalRequest"/> reads.</summary>
internal static class RequestLine
{
    public static ReadOnlyMemory<byte> Write(long id, string verb, string? type, string? name, int? tail, long? request, ConfigChange? change = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        if (verb == "hello")
            buffer.Write("\n"u8);               // ends a line that an earlier client left unfinished
        using (var json = new Utf8JsonWriter(buffer, JsonForm.Line))
        {
            json.WriteStartObject();
            json.WriteNumber("id", id);
            json.WriteString("verb", verb);
            if (type is not null)
                json.WriteString("type", type);
            if (name is not null)
                json.WriteString("name", name);
            if (tail is { } lines)
                json.WriteNumber("tail", lines);
            if (request is { } other)
                json.WriteNumber("request", other);
            if (change is not null)
                Write(json, change);
            json.WriteEndObject();
        }
        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }

    /// <summary>After the verb, by which the other side knows that a long line is to be expected.</summary>
    private static void Write(Utf8JsonWriter json, ConfigChange change)
    {
        if (change.Mode != ChangeMode.DryRun)
        {
            json.WriteString("mode", change.Mode == ChangeMode.Trial ? "trial" : "permanent");
            json.WriteNumber("timeout", (long)change.Timeout.TotalSeconds);
            json.WriteNumber("connectivity", (long)change.Grace.TotalSeconds);
        }
        json.WriteString("config", change.Config);
    }
}
