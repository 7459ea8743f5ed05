using System.Text.Json;

namespace Ichor.Api.Local;

/// <summary>The verbs, one function each.</summary>
public sealed partial class LocalSession
{
    /// <summary>Version of the protocol that <c>hello</c> tells.</summary>
    public const int Protocol = 1;

    private void Serve(long id, LocalRequest request)
    {
        switch (request.Verb)
        {
            case "hello": Hello(id); break;
            case "version": SendResult(id, WriteVersion); break;
            case "types": Types(id); break;
            case "get": Get(id, request); break;
            case "watch": Watch(id, request); break;
            case "cancel": Cancel(id, request); break;
            case "explain": Explain(id, request); break;
            case "logs": Logs(id, request); break;
            case "apply": Reply(id, Change(request, ModeOf(request))); break;
            case "dry-run": Reply(id, Change(request, ChangeMode.DryRun)); break;
            case "confirm": Reply(id, Offered(_calls.Confirm)); break;
            case "rollback": Reply(id, Offered(_calls.Rollback)); break;
            case "reboot": Order(id, _calls.Reboot); break;
            case "poweroff": Order(id, _calls.Poweroff); break;
            default:
                throw new LocalApiException(LocalErrors.UnknownVerb, $"'{request.Verb}' is not a verb: "
                    + "hello, version, types, get, watch, cancel, explain, logs, apply, dry-run, confirm, rollback, reboot, poweroff");
        }
    }

    private void Hello(long id)
    {
        Dispose();
        _output.Write("\n"u8);                  // closes a line of which the new user may have read only the tail
        SendResult(id, WriteVersion);
    }

    private void WriteVersion(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("protocol", Protocol);
        json.WriteString("version", _calls.Version);
        json.WriteString("node", _calls.NodeName());
        json.WriteEndObject();
    }

    private void Types(long id)
    {
        foreach (var type in _tables.Types)
            Send(id, json =>
            {
                json.WritePropertyName("item");
                TypeDescription.Of(type).Write(json);
            });
        SendDone(id);
    }

    private void Get(long id, LocalRequest request)
    {
        var type = Resolve(request);
        if (request.Name is { } name)
        {
            var found = _tables.Find(type, name)
                ?? throw new LocalApiException(LocalErrors.NotFound, $"there is no {type.Singular} '{name}'");
            SendItem(id, null, found);
        }
        else
            foreach (var resource in _tables.Items(type))
                SendItem(id, null, resource);
        SendDone(id);
    }

    private void Watch(long id, LocalRequest request)
    {
        var type = Resolve(request);
        CheckFree(id);
        foreach (var resource in _tables.Items(type))
            if (request.Name is null || request.Name == resource.Id)
                SendItem(id, "created", resource);
        Send(id, json => json.WriteString("event", "bootstrapped"));
        _watches[id] = _tables.Watch(type, change =>
        {
            if (request.Name is null || request.Name == change.Resource.Id)
                Tell(id, change);
        });
    }

    private void Tell(long id, ResourceEvent change)
    {
        if (_output.Pending.Length > 4 * HighWater)
        {
            End(id);
            SendError(id, LocalErrors.Overrun, "the reader is too slow; watch again");
            return;
        }
        try
        {
            SendItem(id, Word(change.Change), change.Resource);
        }
        catch (Exception e)                     // the owner of the table must not suffer for its readers
        {
            End(id);
            SendError(id, LocalErrors.Failed, e.Message);
        }
    }

    private static string Word(ResourceChange change) => change switch
    {
        ResourceChange.Created => "created",
        ResourceChange.Updated => "updated",
        _ => "destroyed",
    };

    private void Cancel(long id, LocalRequest request)
    {
        if (request.Request is not { } ended || !End(ended))
            throw new LocalApiException(LocalErrors.NotFound, "request: no such watch is running");
        SendDone(ended);
        SendDone(id);
    }

    private bool End(long id)
    {
        if (!_watches.Remove(id, out var watch))
            return false;
        watch.Dispose();
        return true;
    }

    private void Explain(long id, LocalRequest request)
    {
        var explain = Offered(_calls.Explain);
        if (request.Type is null || request.Name is null)
            throw new LocalApiException(LocalErrors.BadRequest, "explain needs type and name");
        var explanation = explain(request.Type, request.Name)
            ?? throw new LocalApiException(LocalErrors.NotFound, $"there is no {request.Type} '{request.Name}'");
        SendResult(id, json => Explanation.Rows.WriteObject(json, explanation));
    }

    private void Logs(long id, LocalRequest request)
    {
        var logs = Offered(_calls.Logs);
        Reply(id, reply => logs(request.Name, request.Tail, reply));
    }

    /// <summary>Begins an answer that may take its time.</summary>
    private void Reply(long id, Action<LocalReply> begin)
    {
        CheckFree(id);
        var reply = new LocalReply(this, id);
        _replies[id] = reply;
        try
        {
            begin(reply);
        }
        catch
        {
            reply.Close();
            throw;
        }
    }

    private Action<LocalReply> Change(LocalRequest request, ChangeMode mode)
    {
        var apply = Offered(_calls.Apply);
        var change = new ConfigChange(
            request.Config ?? throw new LocalApiException(LocalErrors.BadRequest, "config is required"),
            request.Name ?? "config.yaml",
            mode,
            Seconds("timeout", request.Timeout, ConfigChange.UsualTimeout),
            Seconds("connectivity", request.Connectivity, ConfigChange.UsualGrace));
        return reply => apply(change, reply);
    }

    private static ChangeMode ModeOf(LocalRequest request) => request.Mode switch
    {
        null or "permanent" => ChangeMode.Permanent,
        "trial" => ChangeMode.Trial,
        _ => throw new LocalApiException(LocalErrors.BadRequest, $"mode must be permanent or trial, not '{request.Mode}'"),
    };

    private static TimeSpan Seconds(string name, long? given, TimeSpan usual)
    {
        if (given is not { } seconds)
            return usual;
        return seconds >= 1 && seconds <= ConfigChange.Longest.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new LocalApiException(LocalErrors.BadRequest, $"{name} must be 1 to {ConfigChange.Longest.TotalSeconds:0} seconds");
    }

    private void Order(long id, Action? order)
    {
        Offered(order);
        SendDone(id);                           // before the order: afterwards nobody may be left to answer
        order!();
    }

    private void CheckFree(long id)
    {
        if (_watches.ContainsKey(id) || _replies.ContainsKey(id))
            throw new LocalApiException(LocalErrors.BadRequest, $"id {id} is in use");
    }

    private static T Offered<T>(T? call)
        where T : class
        => call ?? throw new LocalApiException(LocalErrors.NotAvailable, "this node does not offer that");

    private ResourceType Resolve(LocalRequest request)
    {
        if (request.Type is not { } name)
            throw new LocalApiException(LocalErrors.BadRequest, "type is required");
        var types = _tables.Resolve(name);
        return types.Length switch
        {
            1 => types[0],
            0 => throw new LocalApiException(LocalErrors.UnknownType,
                $"'{name}' is not a resource type; known: {string.Join(", ", _tables.Types.Select(type => type.Name))}"),
            _ => throw new LocalApiException(LocalErrors.AmbiguousType,
                $"'{name}' is ambiguous: {string.Join(", ", types.Select(type => type.Name))}"),
        };
    }

    private void SendItem(long id, string? happened, Resource resource) => Send(id, json =>
    {
        if (happened is not null)
            json.WriteString("event", happened);
        json.WritePropertyName("item");
        resource.Write(json);
    });
}
