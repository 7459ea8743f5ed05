using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ichor.Api;

/// <summary>How JSON is written here: readable (only what JSON itself demands is escaped), on one line or indented.</summary>
public static class JsonForm
{
    /// <summary>Without line breaks, for the wire.</summary>
    public static JsonWriterOptions Line { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>With line breaks, for people.</summary>
    public static JsonWriterOptions Indented { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        IndentSize = 4,
    };
}
