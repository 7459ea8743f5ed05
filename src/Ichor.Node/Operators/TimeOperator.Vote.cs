using System.Net;
using Ichor.Protocols.Ntp;

namespace Ichor.Node.Operators;

// Before a step: other servers are heard, and when there are none, the same one again. It takes as long as they take to answer,
// and at most about a second.
public sealed partial class TimeOperator
{
    /// <summary>All questions of a vote together.</summary>
    private static readonly TimeSpan VoteLimit = TimeSpan.FromSeconds(1);

    /// <summary>One of them; a server that is silent must not use up the time of the others.</summary>
    private static readonly TimeSpan WitnessPatience = TimeSpan.FromMilliseconds(300);

    /// <summary>Answers of a server that nobody else can confirm.</summary>
    private const int AnswersOfOneAlone = 3;

    private Vote? _vote;

    private sealed class Vote(Candidate first, IEnumerable<string> names) : IDisposable
    {
        public Candidate First => first;
        public List<(Candidate Server, NtpSample Sample)> Heard { get; } = [];
        public Queue<string> Names { get; } = new(names);
        public Queue<Candidate> Witnesses { get; } = new();
        public HashSet<IPAddress> Asked { get; } = [first.Address];

        /// <summary>How often the first may still be asked.</summary>
        public int Repetitions { get; set; } = AnswersOfOneAlone - 1;

        public IDisposable? Limit { get; set; }

        public bool HasAgreement => Heard.Exists(mine => Heard.Exists(other => other.Server != mine.Server && NtpVote.Agree(mine.Sample, other.Sample)));

        public bool HasWitness => Heard.Exists(heard => heard.Server != first);

        public void Dispose() => Limit?.Dispose();
    }

    private void BeginVote(Candidate first, NtpSample sample)
    {
        _round++;
        // Other servers before other addresses of the same one.
        _vote = new Vote(first, Servers.Where(name => name != first.Name).Append(first.Name));
        _vote.Heard.Add((first, sample));
        _vote.Limit = _arm(VoteLimit, () => Guarded(EndVote));
        HearNext(_vote);
    }

    private void HearNext(Vote vote)
    {
        if (vote.HasAgreement)
            EndVote();
        else if (vote.Witnesses.TryDequeue(out var witness))
            Hear(vote, witness);
        else if (vote.Names.TryDequeue(out var name))
            ResolveWitness(vote, name);
        else if (!vote.HasWitness && vote.Repetitions-- > 0)
            Hear(vote, vote.First);
        else
            EndVote();
    }

    /// <summary>One address of each name is enough.</summary>
    private void ResolveWitness(Vote vote, string name)
    {
        _transport.Resolve(name, (addresses, _) => Guarded(() =>
        {
            if (vote != _vote)
                return;
            if (addresses.FirstOrDefault(address => !vote.Asked.Contains(address) && WhyBarred(address) is null) is { } address)
                vote.Witnesses.Enqueue(new Candidate(name, address));
            HearNext(vote);
        }));
    }

    private void Hear(Vote vote, Candidate server)
    {
        vote.Asked.Add(server.Address);
        Send(server, WitnessPatience, outcome =>
        {
            if (vote != _vote)
                return;
            if (outcome is NtpOutcome.Answered answer)
                vote.Heard.Add((server, NtpReply.Measure(answer.Reply, answer.SentAt, answer.ReceivedAt)));
            if (outcome is NtpOutcome.Rejected rejected)
            {
                Bar(server, rejected);
                vote.Repetitions = server == vote.First ? 0 : vote.Repetitions;     // asked too fast: what it has said must do
            }
            HearNext(vote);
        });
    }

    private void EndVote()
    {
        if (_vote is not { } vote)
            return;
        DropVote();
        _question?.Dispose();
        var choice = NtpVote.Choose([.. vote.Heard.Select(heard => new NtpBallot(heard.Server.ToString(), heard.Sample))]);
        if (choice.Chosen is { } chosen)
        {
            if (choice.Problem is { } others)
                _settings.Log($"time: {others}");
            Measured(vote.Heard.First(heard => heard.Server.ToString() == chosen.Server).Server, chosen.Sample);
            return;
        }
        if (choice.Problem is { } problem)
            Failed(problem);
        GiveUp();
    }

    private void DropVote()
    {
        _vote?.Dispose();
        _vote = null;
        _round++;
    }
}
