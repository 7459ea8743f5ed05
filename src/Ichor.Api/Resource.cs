using System.Buffers;
using System.Text.Json;

namespace Ichor.Api;

/// <summary>One item of a table, with the metadata that the table keeps about it.</summary>
public sealed class Resource
{
    internal Resource(ResourceType type, string id, object value, long version, DateTimeOffset created, DateTimeOffset updated)
    {
        Type = type;
        Id = id;
        Value = value;
        Version = version;
        Created = created;
        Updated = updated;
    }

    public ResourceType Type { get; }

    public string Id { get; }

    /// <summary>The record that the owner of the table put there.</summary>
    public object Value { get; }

    /// <summary>1 when created, one more with each update.</summary>
    public long Version { get; }

    public DateTimeOffset Created { get; }

    public DateTimeOffset Updated { get; }

    /// <summary>The item as the next version of this one, or this one when nothing that is printed differs.</summary>
    internal Resource Next(object value, DateTimeOffset now)
    {
        if (ReferenceEquals(value, Value) || value.Equals(Value))
            return this;
        var next = new Resource(Type, Id, value, Version + 1, Created, now);
        // Records compare their lists by reference: what prints alike is alike.
        return next.WriteSpec().AsSpan().SequenceEqual(WriteSpec()) ? this : next;
    }

    /// <summary>Writes <c>{"metadata":{...},"spec":{...}}</c>.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("metadata");
        json.WriteString("namespace", Type.Namespace);
        json.WriteString("type", Type.Name);
        json.WriteString("id", Id);
        json.WriteNumber("version", Version);
        json.WriteString("owner", Type.Owner);
        json.WriteString("phase", "running");
        json.WriteString("created", Time(Created));
        json.WriteString("updated", Time(Updated));
        json.WriteEndObject();
        json.WritePropertyName("spec");
        Type.WriteSpec(json, Value);
        json.WriteEndObject();
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    private byte[] WriteSpec()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, JsonForm.Line);
        Type.WriteSpec(json, Value);
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
