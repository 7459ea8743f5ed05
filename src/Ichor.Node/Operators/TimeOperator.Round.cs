using System.Net;
using Ichor.Protocols.Ntp;

namespace Ichor.Node.Operators;

// A round: the server in use, and when it fails every other one, until one answers.
public sealed partial class TimeOperator
{
    private readonly Queue<Candidate> _candidates = new();
    private NtpQuestion? _question;
    private Candidate? _server;
    private int _round, _nextName;
    private IPAddress? _failed;
    private bool _isAsking;

    /// <summary>One address of a server.</summary>
    private sealed record Candidate(string Name, IPAddress Address)
    {
        public override string ToString() => Name == Address.ToString() ? Name : $"{Name} ({Address})";
    }

    private void StartRound()
    {
        _round++;
        _timer?.Dispose();
        _question?.Dispose();
        _isAsking = Servers.Length > 0;
        if (!_isAsking)
            Update(Status with { Server = null, LastError = "no time server is configured" });
        else if (_server is not null)
            Ask(_server);
        else
            AskAll(null);
    }

    /// <summary>Goes through the whole list.</summary>
    /// <param name="failed">Address that has just failed and is left out.</param>
    private void AskAll(IPAddress? failed)
    {
        _round++;
        _candidates.Clear();
        _nextName = 0;
        _failed = failed;
        AskNext();
    }

    /// <summary>Asks the next address; a name is resolved only when the addresses of those before it have failed.</summary>
    private void AskNext()
    {
        if (_candidates.TryDequeue(out var next))
            Ask(next);
        else if (_nextName < Servers.Length)
            Resolve(Servers[_nextName++]);
        else
            GiveUp();
    }

    private void Resolve(string name)
    {
        var round = _round;
        _transport.Resolve(name, (addresses, error) =>
        {
            // What still comes from an earlier round is told by its number.
            if (round != _round)
                return;
            if (error is not null)
                Failed($"{name}: {error}");
            foreach (var address in addresses)
                if (!address.Equals(_failed))
                    _candidates.Enqueue(new Candidate(name, address));
            AskNext();
        });
    }

    private void Ask(Candidate server)
    {
        _question = new NtpQuestion(_clock, _settings.Random() | 1, outcome => Ended(server, outcome));
        _question.Send(_transport, _arm, server.Address);
    }

    private void Ended(Candidate server, NtpOutcome outcome)
    {
        switch (outcome)
        {
            case NtpOutcome.Answered answer:
                _isAsking = false;
                Measured(server, NtpReply.Measure(answer.Reply, answer.SentAt, answer.ReceivedAt));
                return;
            // From the server in use it asks for patience, not for another server (RFC 5905 section 7.4).
            case NtpOutcome.Rejected { Reply.KissCode: "RATE" } when server == _server:
                _isAsking = false;
                SlowDown();
                return;
            case NtpOutcome.Rejected rejected:
                Failed($"{server}: {Words(rejected)}");
                break;
            case NtpOutcome.Failed failed:
                Failed($"{server}: {failed.Why}");
                break;
        }
        // The server in use has failed: its name may mean other addresses by now.
        if (server == _server)
            AskAll(server.Address);
        else
            AskNext();
    }

    private void GiveUp()
    {
        _isAsking = false;
        _server = null;
        Update(Status with { Server = null, PollInterval = _pause });
        Wait(_pause);
        // A second at first, as networks come up within seconds; then rarer, as servers behind a firewall stay silent for days.
        _pause = _pause * 2 < NtpDiscipline.ShortestPoll ? _pause * 2 : NtpDiscipline.ShortestPoll;
    }

    private void SlowDown()
    {
        _discipline = _discipline.TakeKissOfDeath();
        Update(Status with { PollInterval = _discipline.PollInterval });
        Wait(_discipline.PollInterval);
    }

    private void Failed(string problem)
    {
        Report(problem);
        Update(Status with { LastError = problem });
    }

    private static string Words(NtpOutcome.Rejected rejected) => rejected.Why switch
    {
        NtpRejection.KissOfDeath => $"refuses to serve ({rejected.Reply.KissCode})",
        NtpRejection.Unsynchronized => "does not know the time itself",
        NtpRejection.InvalidStratum => $"has stratum {rejected.Reply.Stratum}",
        NtpRejection.NoTime => "sends no time",
        NtpRejection.TransmitBeforeReceive => "answers before it was asked",
        NtpRejection.StaleReference => "has not set its own clock for 36 hours",
        NtpRejection.RootDistance => "may be wrong by more than 16 s",
        _ => rejected.Why.ToString(),
    };
}
