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

    /// <summary>Whether to go on after the present state (<c>logs</c>).</summary>
    public bool Follow { get; private set; }

    /// <summary>How many lines from the end (<c>logs</c>).</summary>
    public int? Tail { get; private set; }

    /// <summary>Which request <c>cancel</c> ends.</summary>
    public long? Request { get; private set; }

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
        if (key is "id" or "request" or "tail")
            return SetNumber(key, ref json);
        if (key is "follow")
        {
            Follow = json.TokenType == JsonTokenType.True;
            return json.TokenType is JsonTokenType.True or JsonTokenType.False ? null : "follow must be true or false";
        }
        if (key is not ("verb" or "type" or "name"))
        {
            json.Skip();                       // a newer client may say more
            return null;
        }
        if (json.TokenType != JsonTokenType.String)
        {
            json.Skip();
            return $"{key} must be a string";
        }
        var text = json.GetString();
        if (key == "verb")
            Verb = text;
        else if (key == "type")
            Type = text;
        else
            Name = text;
        return null;
    }

    private string? SetNumber(string key, ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.Number || !json.TryGetInt64(out var number) || number < 0)
        {
            json.Skip();
            return $"{key} must be a whole number, 0 or more";
        }
        if (key == "id")
            Id = number;
        else if (key == "request")
            Request = number;
        else
            Tail = (int)Math.Min(number, int.MaxValue);
        return null;
    }
}
