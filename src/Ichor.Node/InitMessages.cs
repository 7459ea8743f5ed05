using Ichor.Api;
using Ichor.Api.Local;
using Ichor.Node.Status;

namespace Ichor.Node;

/// <summary>What PID 1 says to the node: the states of services, and the log lines that somebody asked for.</summary>
internal sealed class InitMessages(ResourceTables tables, Func<InitChannel> init)
{
    private readonly List<(string Role, int? Tail, LocalReply Reply)> _asked = [];

    /// <summary>Answers a request for log lines when PID 1 has sent them.</summary>
    public void AskLogs(string? role, int? tail, LocalReply reply)
    {
        _asked.RemoveAll(asked => !asked.Reply.IsOpen);
        if (init().AskLogs(role ?? "") is { } problem)
            reply.Fail(problem);
        else
            _asked.Add((role ?? "", tail, reply));
    }

    public void Received(string message)
    {
        if (message.StartsWith("services ", StringComparison.Ordinal))
            tables.Update(ServiceTypes.Services, ServiceRow.ReadAll(message["services ".Length..]));
        else if (message.StartsWith("logs ", StringComparison.Ordinal) && message.IndexOf('\n') is > 0 and var end)
            AnswerAll(message["logs ".Length..end], message[(end + 1)..]);
    }

    /// <summary>PID 1 will say nothing any more.</summary>
    public void Lost() => Take(_ => true, asked => asked.Reply.Fail("init does not answer"));

    /// <summary>Whoever waits for this role: questions that waited for room became one, and so did their answer.</summary>
    private void AnswerAll(string role, string text) => Take(asked => asked.Role == role, asked => Answer(asked.Tail, asked.Reply, text));

    private void Take(Predicate<(string Role, int? Tail, LocalReply Reply)> which, Action<(string Role, int? Tail, LocalReply Reply)> with)
    {
        var taken = _asked.FindAll(which);
        _asked.RemoveAll(which);        // first: an answer may bring the next question
        taken.ForEach(with);
    }

    private static void Answer(int? tail, LocalReply reply, string text)
    {
        var lines = text.Length == 0 ? [] : text.Split('\n');
        foreach (var line in lines.TakeLast(tail ?? lines.Length))
            reply.Line(line);
        reply.Done();
    }
}
