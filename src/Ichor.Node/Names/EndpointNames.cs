using System.Net;
using Ichor.Network;

namespace Ichor.Node.Names;

/// <summary>
/// Keeps the addresses of the host names that plans want. A name is looked up when it is first wanted and there is a network
/// to ask over, again and again while nobody knows it, from time to time as it may move, and soon when the peer at its
/// address has fallen silent. Nothing waits for it.
/// </summary>
/// <param name="lookUp">Asks.</param>
/// <param name="arm">Calls back after a while.</param>
/// <param name="now">Time since boot.</param>
/// <param name="publish">Takes what is known, whenever it differs.</param>
internal sealed class EndpointNames(NameLookup lookUp, Func<TimeSpan, Action, IDisposable> arm, Func<TimeSpan> now,
    Action<IReadOnlyDictionary<string, IPAddress>> publish) : IDisposable
{
    /// <summary>The resolver does not tell for how long an answer is good; name servers of moving hosts say minutes.</summary>
    private static readonly TimeSpan Refresh = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Question> _questions = new(StringComparer.OrdinalIgnoreCase);
    private IDisposable? _timer;
    private IPAddress? _ownAddress;

    /// <summary>Names that are wanted and not known, each with why.</summary>
    public IEnumerable<Condition> Conditions =>
        from question in _questions.Values
        where question is { Address: null, Problem.Length: > 0 }
        select new Condition(new ObjectKey("hostname", question.Name), ConditionState.Waiting, $"for an address of this name: {question.Problem}", null);

    /// <param name="wanted">Names of the last plan.</param>
    /// <param name="ownAddress">Null while there is no network to ask over; another one is a reason to ask at once.</param>
    public void Apply(IReadOnlyList<WantedName> wanted, IPAddress? ownAddress)
    {
        if (wanted.Count == 0 && _questions.Count == 0)
            return;
        Forget(wanted);
        foreach (var want in wanted)
            Want(want, isOtherNetwork: !Equals(ownAddress, _ownAddress));
        _ownAddress = ownAddress;
        AskDue();
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _questions.Clear();
    }

    private void Forget(IReadOnlyList<WantedName> wanted)
    {
        var names = wanted.Select(want => want.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (_questions.Keys.Where(name => !names.Contains(name)).ToList() is not { Count: > 0 } unwanted)
            return;
        foreach (var name in unwanted)
            _questions.Remove(name);
        Publish();
    }

    private void Want(WantedName want, bool isOtherNetwork)
    {
        if (!_questions.TryGetValue(want.Name, out var question))
            _questions[want.Name] = question = new Question(want.Name) { Due = now() };
        if (question.Address is null && isOtherNetwork)
            question.AskAt(now());
        // A peer that has just fallen silent; while it stays silent, the pauses between the attempts grow.
        if (want.IsUnanswered && !question.IsUnanswered)
        {
            question.Pause = FirstPause;
            question.AskAt(now());
        }
        question.IsUnanswered = want.IsUnanswered;
    }

    private void AskDue()
    {
        _timer?.Dispose();
        _timer = null;
        if (_ownAddress is null)
            return;
        foreach (var question in _questions.Values.Where(question => !question.IsAsking && question.Due <= now()).ToList())
        {
            question.IsAsking = true;
            lookUp(question.Name, (addresses, error) => Answered(question, addresses, error));
        }
        if (_questions.Values.Where(question => !question.IsAsking).Select(question => (TimeSpan?)question.Due).Min() is { } next)
            _timer = arm(next - now(), AskDue);
    }

    private void Answered(Question question, IReadOnlyList<IPAddress> addresses, string? error)
    {
        if (_questions.GetValueOrDefault(question.Name) != question)
            return;
        question.IsAsking = false;
        if (error is not null && error != question.Problem)
            Log.Warning($"{question.Name}: {error}");
        question.Problem = error ?? "";
        var known = question.Address;
        if (addresses.Count > 0)
            question.Take(addresses);
        question.Due = now() + (question.Address is not null && !question.IsUnanswered ? Refresh : question.NextPause(LongestPause));
        if (!Equals(question.Address, known))
        {
            Log.Info($"{question.Name} is {question.Address}");
            Publish();
        }
        AskDue();
    }

    private void Publish() => publish(_questions.Values.Where(question => question.Address is not null)
        .ToDictionary(question => question.Name, question => question.Address!, StringComparer.OrdinalIgnoreCase));

    /// <summary>How it stands with one name.</summary>
    private sealed class Question(string name)
    {
        public string Name => name;
        public IPAddress? Address { get; private set; }
        public string Problem { get; set; } = "";
        public TimeSpan Due { get; set; }
        public TimeSpan Pause { get; set; } = FirstPause;
        public bool IsAsking { get; set; }
        public bool IsUnanswered { get; set; }

        public void AskAt(TimeSpan at) => Due = at < Due ? at : Due;

        /// <summary>Of several addresses the known one stays as long as it is among them and its peer answers; then it is the next one's turn.</summary>
        public void Take(IReadOnlyList<IPAddress> addresses)
        {
            var index = Address is null ? -1 : addresses.ToList().IndexOf(Address);
            Address = index < 0 ? addresses[0] : IsUnanswered ? addresses[(index + 1) % addresses.Count] : Address;
        }

        public TimeSpan NextPause(TimeSpan longest)
        {
            var pause = Pause;
            Pause = pause * 2 < longest ? pause * 2 : longest;
            return pause;
        }
    }
}
