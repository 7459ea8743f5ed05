using System.Text.Json;

namespace Ichor.Api.Local;

/// <summary>One request line: <c>{"id":1,"verb":"get","type":"links","name":"eth0"}</c>.</summary>
internal sealed class LocalRequest
{
    /// <summary>The caller's number for this request; null when none could be read.</summary>
    public long? Id { get; private set; }

    public string? Verb { get; private set; }

    public string? Type { get; private set; }

    public string? Name { get; private set; }

    /// <summary>How many lines from the end (<c>logs</c>).</summary>
    public int? Tail { get; private set; }

    /// <summary>Which request <c>cancel</c> ends.</summary>
    public long? Request { get; private set; }

    /// <summary>Text of a machine config (<c>apply</c>, <c>dry-run</c>).</summary>
    public string? Config { get; private set; }

    /// <summary><c>permanent</c> or <c>trial</c> (<c>apply</c>).</summary>
    public string? Mode { get; private set; }

    /// <summary>Seconds until a trial that nobody confirms is rolled back (<c>apply</c>).</summary>
    public long? Timeout { get; private set; }

    /// <summary>Seconds for which connectivity may be gone (<c>apply</c>).</summary>
    public long? Connectivity { get; private set; }

    /// <summary>
    /// Whether a request is one that carries a config, by its beginning: the verb must stand before the config.
    /// </summary>
    public static bool CarriesConfig(ReadOnlySpan<byte> beginning)
    {
        try
        {
            var json = new Utf8JsonReader(beginning, isFinalBlock: false, default);
            while (json.Read())
                if (json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth == 1 && json.ValueTextEquals("verb"u8))
                    return json.Read() && json.TokenType == JsonTokenType.String && (json.ValueTextEquals("apply"u8) || json.ValueTextEquals("dry-run"u8));
        }
        catch (JsonException)
        {
            // No request at all: the usual limit will do for it.
        }
        return false;
    }

    /// <summary>Reads a line; what is wrong with it comes back as text, and <see cref="Id"/> is set when it could be read.</summary>
    public static string? Read(ReadOnlySpan<byte> line, out LocalRequest request)
    {
        request = new LocalRequest();
        try
        {
            var json = new Utf8JsonReader(line);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
                return "a request is a JSON object";
            string? problem = null;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var key = json.GetString()!;
                json.Read();
                problem ??= request.Set(key, ref json);
            }
            if (json.Read())
                return "text after the request";
            return problem ?? request.Missing();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return "not a JSON object: " + e.Message;
        }
    }

    private string? Missing() => Id is null ? "id is required" : Verb is null ? "verb is required" : null;

    private string? Set(string key, ref Utf8JsonReader json)
    {
        if (key is "id" or "request" or "tail" or "timeout" or "connectivity")
            return SetNumber(key, ref json);
        if (key is not ("verb" or "type" or "name" or "config" or "mode"))
        {
            json.Skip();                       // a newer client may say more
            return null;
        }
        if (json.TokenType != JsonTokenType.String)
        {
            json.Skip();
            return $"{key} must be a string";
        }
        SetText(key, json.GetString());
        return null;
    }

    private void SetText(string key, string? text)
    {
        switch (key)
        {
            case "verb": Verb = text; break;
            case "type": Type = text; break;
            case "config": Config = text; break;
            case "mode": Mode = text; break;
            default: Name = text; break;
        }
    }

    private string? SetNumber(string key, ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.Number || !json.TryGetInt64(out var number) || number < 0)
        {
            json.Skip();
            return $"{key} must be a whole number, 0 or more";
        }
        switch (key)
        {
            case "id": Id = number; break;
            case "request": Request = number; break;
            case "timeout": Timeout = number; break;
            case "connectivity": Connectivity = number; break;
            default: Tail = (int)Math.Min(number, int.MaxValue); break;
        }
        return null;
    }
}
