using Ichor.Api;
using Ichor.Api.Local;
using Ichor.Node.Status;

namespace Ichor.Node;

/// <summary>What PID 1 says to the node: the states of services, and the log lines that somebody asked for.</summary>
internal sealed class InitMessages(ResourceTables tables, Func<InitChannel> init)
{
    private readonly Queue<(string Role, int? Tail, LocalReply Reply)> _asked = [];

    /// <summary>Answers a request for log lines when PID 1 has sent them.</summary>
    public void AskLogs(string? role, int? tail, LocalReply reply)
    {
        _asked.Enqueue((role ?? "", tail, reply));
        init().AskLogs(role ?? "");
    }

    public void Received(string message)
    {
        if (message.StartsWith("services ", StringComparison.Ordinal))
            tables.Update(ServiceTypes.Services, ServiceRow.ReadAll(message["services ".Length..]));
        else if (message.StartsWith("logs ", StringComparison.Ordinal) && _asked.TryDequeue(out var asked))
            Answer(asked.Tail, asked.Reply, message[(message.IndexOf('\n') + 1)..]);
    }

    private static void Answer(int? tail, LocalReply reply, string text)
    {
        var lines = text.Length == 0 ? [] : text.Split('\n');
        foreach (var line in lines.TakeLast(tail ?? lines.Length))
            reply.Line(line);
        reply.Done();
    }
}
