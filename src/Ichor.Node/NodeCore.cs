using System.Net;
using Ichor.Config;
using Ichor.Linux;
using Ichor.Netlink;
using Ichor.Network;
using Ichor.Node.Kernel;
using Ichor.Node.Trial;

namespace Ichor.Node;

/// <summary>
/// The loop's owner of all that is wished. After each burst of events it plans, carries out, reads back what the kernel
/// made of it and plans again, until there is nothing left to do: chains of dependent objects come up in one burst.
/// </summary>
internal sealed class NodeCore
{
    /// <summary>Bond, VLAN on it, address on that, route over that: each needs the one before. More rounds mean that a wish
    /// and the kernel disagree for good; the next burst goes on.</summary>
    private const int MaxRounds = 8;

    /// <summary>More done at once is told in one line: a thousand lines tell nobody anything, and take longer than the work.</summary>
    private const int MostLines = 50;

    private static readonly TimeSpan RetryAfterMistake = TimeSpan.FromSeconds(1);

    private readonly EventLoop _loop;
    private readonly Observed _observed;
    private readonly KernelReader _reader;
    private readonly KernelWriter _writer;
    private readonly Backoff _backoff;
    private readonly Dictionary<OperatorKey, LeaseSpec?> _leases = [];
    private readonly AsFound? _asFound;
    private readonly Mistakes _mistakes;
    private readonly PlanMemory _memory = new();
    private EventLoop.Timer? _retry;
    private readonly List<Condition> _aboutNames = [];
    private IReadOnlyList<Condition> _conditions = [];
    private IReadOnlyList<Condition> _unmet = [];
    private string _mistake = "";
    private HashSet<(IpPrefix Destination, uint Table)>? _destinations;
    private (int Links, int Addresses) _ownAddressOf = (-1, -1);
    private IPAddress? _ownAddress;
    private int _passes;
    private bool _isFirstPassOver;
    private TimeSpan _planning;

    public NodeCore(EventLoop loop, Observed observed, KernelReader reader, KernelWriter writer, CommandLine commandLine, AsFound? asFound = null, Mistakes? mistakes = null)
    {
        _mistakes = mistakes ?? new Mistakes(Log.Error);
        _asFound = asFound;
        _loop = loop;
        _observed = observed;
        _reader = reader;
        _writer = writer;
        _backoff = new Backoff(() => loop.Now, Random.Shared.NextDouble);
        _reader.Matters = Matters;
        Inputs = new Inputs { CommandLine = commandLine, Leases = _leases, ConfigHasSpoken = false, PlatformHasSpoken = false };
        Plan = Planner.Plan(Inputs, observed);
        Take(Plan.ConditionsInAnyOrder);
    }

    public Inputs Inputs { get; private set; }

    /// <summary>How much was planned and sent since the start.</summary>
    public Work Work => new(_passes, _planning, _writer.Sent);

    /// <summary>The plan of the last round.</summary>
    public Plan Plan { get; private set; }

    /// <summary>The conditions of the last round, with what the kernel refused; those of the plan in the order of their objects.</summary>
    public IReadOnlyList<Condition> Conditions => [.. MoreConditions?.Invoke() ?? [], .. _conditions.OrderBy(condition => condition.Object)];

    /// <summary>The same, the plan's in any order.</summary>
    public IEnumerable<Condition> ConditionsInAnyOrder => (MoreConditions?.Invoke() ?? []).Concat(_conditions);

    /// <summary>Those of objects that are not as they are wished, in the order of <see cref="Conditions"/>.</summary>
    public IReadOnlyList<Condition> Unmet =>
    [
        .. (MoreConditions?.Invoke() ?? []).Where(IsUnmet), .. _unmet,
    ];

    /// <summary>Those that are about what links are called, in any order.</summary>
    public IEnumerable<Condition> AboutNames => (MoreConditions?.Invoke() ?? []).Where(IsAboutNames).Concat(_aboutNames);

    private static bool IsUnmet(Condition condition) => condition.State != ConditionState.Applied;

    private static bool IsAboutNames(Condition condition) => condition.Object.Kind is "selector" or "name";

    /// <summary>Picks out in one go what is asked for after each burst: most of thousands is none of it.</summary>
    private void Take(IReadOnlyList<Condition> conditions)
    {
        _conditions = conditions;
        var unmet = new List<Condition>();
        _aboutNames.Clear();
        foreach (var condition in conditions)
        {
            if (IsUnmet(condition))
                unmet.Add(condition);
            if (IsAboutNames(condition))
                _aboutNames.Add(condition);
        }
        _unmet = unmet.Count == 0 ? [] : [.. unmet.OrderBy(condition => condition.Object)];
    }

    /// <summary>Called at the end of each burst.</summary>
    public Action? Settled { get; set; }

    /// <summary>Told of each chain that the kernel has carried out.</summary>
    public Action<OperationChain>? Done { get; set; }

    /// <summary>Asked before each round: may change the mirror's links (names); true when it did. Never throws.</summary>
    public Func<bool>? Prepare { get; set; }

    /// <summary>Conditions that come from elsewhere than the plan.</summary>
    public Func<IEnumerable<Condition>>? MoreConditions { get; set; }

    /// <summary>Whether a source has spoken since the plan was made: another pass is due at once.</summary>
    public bool IsStale { get; private set; }

    /// <summary>Wakes the loop's end of burst; any source calls it after it has spoken.</summary>
    public void Changed() => _loop.AfterBurst(Pass);

    public void SetConfig(MachineConfig? config)
    {
        Inputs = Inputs with { Config = config, ConfigHasSpoken = true };
        _backoff.TryAgain();
        Spoken();
    }

    public void SetPlatform(PlatformConfig? platform)
    {
        Inputs = Inputs with { Platform = platform, PlatformHasSpoken = true };
        _backoff.TryAgain();
        Spoken();
    }

    /// <summary>What would be done for a config as things are now. Operators that it would start have learnt nothing yet.</summary>
    public Plan PlanFor(MachineConfig? config)
    {
        var inputs = Inputs with { Config = config, ConfigHasSpoken = true };
        var operators = Planner.Plan(inputs, _observed).Operators.Keys;
        return Planner.Plan(inputs with { Leases = operators.ToDictionary(key => key, _leases.GetValueOrDefault) }, _observed);
    }

    public void SetLease(OperatorKey key, LeaseSpec? lease)
    {
        _leases[key] = lease;
        Spoken();
    }

    /// <summary>Addresses of the host names that plans have asked for.</summary>
    public void SetNames(IReadOnlyDictionary<string, IPAddress> names)
    {
        Inputs = Inputs with { Names = names };
        Spoken();
    }

    /// <summary>The operator is no longer wanted: what it gave is withdrawn, and its silence holds nothing back.</summary>
    public void DropLease(OperatorKey key)
    {
        if (_leases.Remove(key))
            Spoken();
    }

    private void Spoken()
    {
        IsStale = true;
        Changed();
    }

    /// <summary>The node's first address that others can reach: what its name stands for in /etc/hosts.</summary>
    public IPAddress? OwnAddress
    {
        get
        {
            if ((_observed.LinksVersion, _observed.AddressesVersion) is var now && now != _ownAddressOf)
                (_ownAddressOf, _ownAddress) = (now, FindOwnAddress());
            return _ownAddress;
        }
    }

    private IPAddress? FindOwnAddress()
    {
        (LinkName Link, InterfaceAddress Address)? first = null;
        foreach (var address in _observed.Addresses)
            if (address.Scope == 0 && _observed.Link(address.LinkIndex) is { IsOperational: true, IsLoopback: false } link
                && (first is not { } best || link.Name.CompareTo(best.Link) is var order && (order < 0 || order == 0 && address.Address.CompareTo(best.Address) < 0)))
                first = (link.Name, address.Address);
        return first?.Address.Address;
    }

    private void Pass()
    {
        _retry?.Dispose();
        var isSame = !IsStale && _mistake.Length == 0 && !(_backoff.NextTry <= _loop.Now);
        IsStale = false;
        try
        {
            Reconcile(isSame);
            _mistake = "";
            if (_backoff.NextTry is { } at)
                _retry = _loop.Arm(at - _loop.Now, Changed);
        }
        catch (Exception e)     // the kernel's tables could not be read, or a mistake of ours
        {
            if (_mistake != e.Message)
                Log.Error(e is IOException ? e.Message : e.ToString());
            _mistake = e.Message;
            _retry = _loop.Arm(RetryAfterMistake, Changed);
        }
        Settled?.Invoke();
    }

    /// <summary>Plans and does, until there is nothing left to do.</summary>
    /// <param name="isSame">Nothing but the mirror can be different from what the last plan was made of.</param>
    private void Reconcile(bool isSame)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var differs = _reader.Drain();
            if (!_isFirstPassOver)
                Inputs = Inputs with { Inherited = Inheritance.Of(_observed) };
            _isFirstPassOver = true;
            if (Prepare?.Invoke() == true)
            {
                _reader.Drain();
                differs = true;
            }
            if (isSame && !differs)
                return;
            isSame = false;
            if (_asFound is not null)
                _mistakes.Try("links", "as found", () => Inputs = Inputs with { AsFound = _asFound.Specs(_observed) });
            MakePlan();
            _backoff.Keep(Plan.Chains);
            var due = Plan.Chains.Select(_backoff.Due).OfType<OperationChain>().ToList();
            if (due.Count == 0)
                break;
            if (_asFound is not null)
                _mistakes.Try("links", "to remember", () => _asFound.Remember(due, _observed));
            var done = 0;
            foreach (var outcome in _writer.Run(due))
                if (Report(outcome) && ++done <= MostLines)
                    Log.Info(string.Join("; ", outcome.Chain.Operations));
            if (done > MostLines)
                Log.Info($"the same for {done - MostLines} more objects");
        }
        Take(_backoff.Conditions(Plan.ConditionsInAnyOrder));
    }

    private void MakePlan()
    {
        var start = _loop.Now;
        Plan = Planner.Plan(Inputs, _observed, _memory);
        _destinations = null;
        _passes++;
        _planning += _loop.Now - start;
    }

    /// <summary>Whether a route can make a difference to a plan: a routing daemon has thousands that cannot.</summary>
    private bool Matters(RouteStatus route) => route.IsOurs || route.Gateway is null
        || (_destinations ??= [.. Plan.Routes.Keys.Select(key => (key.Destination, key.Table))]).Contains((route.Destination, route.Table));

    /// <summary>True when the chain was carried out.</summary>
    private bool Report(ChainOutcome outcome)
    {
        var chain = outcome.Chain;
        if (outcome.Error is { } error)
            Complain(chain, error.ToString(), _backoff.Failed(outcome));
        else if (_backoff.Succeeded(chain) is var (reason, isNews))
            Complain(chain, $"{string.Join("; ", chain.Operations)}: {reason}", isNews);
        else
        {
            Done?.Invoke(chain);
            return true;
        }
        return false;
    }

    private void Complain(OperationChain chain, string problem, bool isNews)
    {
        if (isNews)
            Log.Warning($"{problem}   {Plan.ConditionsInAnyOrder.FirstOrDefault(condition => condition.Object == chain.Object)?.Because}");
    }
}
