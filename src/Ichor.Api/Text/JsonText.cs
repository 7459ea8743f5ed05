using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Ichor.Api.Text;

/// <summary>JSON for people, and JSON values made by a writer.</summary>
public static class JsonText
{
    /// <summary>Writes a value with line breaks and a line end.</summary>
    public static void Write(TextWriter to, JsonElement value) =>
        to.Write(Encoding.UTF8.GetString(Bytes(value.WriteTo, JsonForm.Indented).Span) + "\n");

    /// <summary>The value that a writer writes.</summary>
    public static JsonElement Element(Action<Utf8JsonWriter> write)
    {
        var json = new Utf8JsonReader(Bytes(write, JsonForm.Line).Span);
        return JsonElement.ParseValue(ref json);
    }

    /// <summary>The value of an item that has rows.</summary>
    public static JsonElement Element<T>(Rows<T> rows, T item) => Element(json => rows.WriteObject(json, item));

    private static ReadOnlyMemory<byte> Bytes(Action<Utf8JsonWriter> write, JsonWriterOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, options);
        write(json);
        json.Flush();
        return buffer.WrittenMemory;
    }
}
