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

    /// <summary>One address of a server.</summary>
    private sealed record Candidate(string Name, IPAddress Address)
    {
        public override string ToString() => Name == Address.ToString() ? Name : $"{Name} ({Address})";
    }

    private void StartRound()
    {
        DropVote();
        _timer?.Dispose();
        _question?.Dispose();
        if (Servers.Length == 0)
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
        _transport.Resolve(name, (addresses, error) => Guarded(() =>
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
        }));
    }

    private void Ask(Candidate server)
    {
        if (WhyBarred(server.Address) is { } why)
        {
            Failed($"{server}: {why}");
            AskNext();
        }
        else
            Send(server, NtpDiscipline.QueryTimeout, outcome => Ended(server, outcome));
    }

    private void Send(Candidate server, TimeSpan patience, Action<NtpOutcome> ended)
    {
        _question = new NtpQuestion(_clock, _settings.Random() | 1, outcome => Guarded(() => ended(outcome)));
        _question.Send(_transport, _arm, server.Address, patience);
    }

    private void Ended(Candidate server, NtpOutcome outcome)
    {
        switch (outcome)
        {
            case NtpOutcome.Answered answer:
                Answered(server, NtpReply.Measure(answer.Reply, answer.SentAt, answer.ReceivedAt));
                return;
            // From the server in use it asks for patience, not for another server (RFC 5905 section 7.4).
            case NtpOutcome.Rejected { Reply.KissCode: "RATE" } when server == _server:
                SlowDown();
                return;
            case NtpOutcome.Rejected rejected:
                Bar(server, rejected);
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

    /// <summary>What would step the clock is not believed of one answer alone.</summary>
    private void Answered(Candidate server, NtpSample sample)
    {
        var known = _server == server ? _discipline : NtpDiscipline.Initial;
        if (known.Take(sample).Decision is NtpDecision.Step)
            BeginVote(server, sample);
        else
            Measured(server, sample);
    }

    /// <summary>
    /// A server that sends DENY or RSTR is not asked again while the list of servers stays; one that sends RATE and is not in use
    /// not for twice the shortest poll interval (RFC 5905 section 7.4).
    /// </summary>
    private void Bar(Candidate server, NtpOutcome.Rejected rejected)
    {
        TimeSpan? until = rejected.Reply.KissCode switch
        {
            "DENY" or "RSTR" => TimeSpan.MaxValue,
            "RATE" when server != _server && server != _vote?.First => _settings.Now() + NtpDiscipline.ShortestPoll * 2,
            _ => null,
        };
        if (until is { } end)
            _barred[server.Address] = (end, Words(rejected));
    }

    private string? WhyBarred(IPAddress address) =>
        _barred.TryGetValue(address, out var barred) && barred.Until > _settings.Now() ? barred.Why : null;

    private void GiveUp()
    {
        _server = null;
        Wait(_pause);
        Update(Status with { Server = null, PollInterval = _pause });
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
