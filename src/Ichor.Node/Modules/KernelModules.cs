using Ichor.Config;
using Ichor.Linux.Modules;
using Ichor.Network;

namespace Ichor.Node.Modules;

/// <summary>Loads a module and calls back with a <see cref="LoadReport"/> as text, or with null and why it is not there; never before it returns.</summary>
internal delegate void LoadModule(KernelModule module, Action<string?, string> done);

/// <summary>
/// <c>machine.kernel.modules</c>: has each module loaded, one after the other in the order of the config, and tells how it
/// stands with each. A refusal is tried again with the next config, or when somebody else has loaded the module. Nothing is ever
/// unloaded: what the config no longer names just has no condition any more.
/// </summary>
/// <param name="load">Loads one.</param>
/// <param name="record">What was loaded before, in an earlier life of this process as well.</param>
/// <param name="arm">Calls back after a while.</param>
/// <param name="changed">Called when it stands otherwise with a module.</param>
/// <param name="sysfs">/sys, but for tests.</param>
internal sealed class KernelModules(LoadModule load, ModuleRecord record, Func<TimeSpan, Action, IDisposable> arm, Action changed, string sysfs = "/sys")
{
    /// <summary>Longer than a driver that works takes, but for some of storage. After it the next module is loaded beside.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private List<Wish> _wishes = [];
    private Wish? _awaited;
    private IDisposable? _patience;

    public IEnumerable<Condition> Conditions => _wishes.Select(wish => new Condition(
        new ObjectKey("kernel-module", wish.Module.KernelName), wish.State, wish.Reason, new Because(Layer.Configuration, "config", wish.Module.Because)));

    /// <summary>Whether some are still to come, or being loaded by a driver that may yet start.</summary>
    public bool IsBusy => _awaited is not null;

    /// <param name="modules">Each once.</param>
    public void Apply(IEnumerable<KernelModule> modules)
    {
        _wishes = [.. modules.Select(module => Known(module) ?? New(module))];
        LoadNext();
    }

    /// <summary>The kernel tells that a module was loaded, by whomever.</summary>
    public void Appeared()
    {
        foreach (var wish in _wishes)
            if (wish is { State: ConditionState.Failed, IsLoading: false } && Directory.Exists(Path.Combine(sysfs, "module", wish.Module.KernelName)))
                wish.IsDue = true;
        LoadNext();
    }

    /// <summary>What is as it was stays; what was refused gets another try.</summary>
    private Wish? Known(KernelModule module)
    {
        if (_wishes.Find(wish => wish.Module.KernelName == module.KernelName && wish.Module.Parameters == module.Parameters) is not { } known)
            return null;
        known.Module = module;
        known.IsDue |= known is { State: ConditionState.Failed, IsLoading: false };
        return known;
    }

    private Wish New(KernelModule module)
    {
        if (record.Of(module.KernelName) is not var (options, remark))
            return new Wish(module) { IsDue = true };
        return new Wish(module)
        {
            State = ConditionState.Applied,
            Reason = options == module.Options ? remark
                : $"it is loaded with {(options.Length == 0 ? "no parameters" : options)}, which a module keeps until the next boot: what the config says counts from then on",
        };
    }

    private void LoadNext()
    {
        if (_awaited is not null || _wishes.Find(wish => wish.IsDue) is not { } next)
            return;
        _awaited = next;
        (next.IsDue, next.IsLoading) = (false, true);
        if (next.State == ConditionState.Applying)
            next.Reason = "it is being loaded";
        _patience = arm(Patience, () => GoOnBeside(next));
        load(next.Module, (text, problem) => Ended(next, text, problem));
        changed();
    }

    private void GoOnBeside(Wish wish)
    {
        Tell(wish, ConditionState.Waiting, $"for the kernel, which has not started it within {Patience.TotalSeconds:0} s: what it drives is slow, or hangs", Log.Warning);
        Leave();
    }

    private void Ended(Wish wish, string? text, string problem)
    {
        wish.IsLoading = false;
        try
        {
            if (text is null)
                Tell(wish, ConditionState.Failed, problem, Log.Warning);
            else if (LoadReport.Parse(text) is not { } report)
                Tell(wish, ConditionState.Failed, $"the process that loads it said '{PlainText.Of(text, 80)}'", Log.Warning);
            else
                Applied(wish, report);
        }
        finally
        {
            if (_awaited == wish)
                Leave();
            else
                changed();
        }
    }

    /// <summary>Whatever became of this one, it is the next one's turn.</summary>
    private void Leave()
    {
        _patience?.Dispose();
        _awaited = null;
        LoadNext();
        changed();
    }

    private void Applied(Wish wish, LoadReport report)
    {
        var module = wish.Module;
        var remark = string.Join("; ", report.Remarks);
        if (report.State != ModuleState.Loaded && report.Remarks.Count > 0)
            remark = $"{(report.State == ModuleState.BuiltIn ? "it is built into the kernel" : "it was loaded before the config asked for it")}: {remark}; on the kernel command line "
                + $"{string.Join(' ', module.Parameters.Select(parameter => $"{module.KernelName}.{parameter}"))} comes in time";
        var how = report.State == ModuleState.Loaded && module.Options.Length > 0 ? $"{report.How} with {module.Options}"
            : report.State == ModuleState.Loaded || remark.Length == 0 ? report.How : "";
        Tell(wish, ConditionState.Applied, remark, remark.Length == 0 ? Log.Info : Log.Warning, how);
        if (report.State == ModuleState.Loaded)
            record.Remember(module.KernelName, module.Options, remark);
    }

    /// <summary>One line for each change.</summary>
    private static void Tell(Wish wish, ConditionState state, string reason, Action<string> log, string how = "")
    {
        if ((wish.State, wish.Reason) != (state, reason))
            log($"kernel module {wish.Module.Name}: {string.Join("; ", new[] { how, reason }.Where(part => part.Length > 0))}   {wish.Module.Because}");
        (wish.State, wish.Reason) = (state, reason);
    }

    /// <summary>How it stands with one module.</summary>
    private sealed class Wish(KernelModule module)
    {
        public KernelModule Module { get; set; } = module;
        public ConditionState State { get; set; } = ConditionState.Applying;
        public string Reason { get; set; } = "its turn to be loaded comes after others";

        /// <summary>To be loaded when it is its turn.</summary>
        public bool IsDue { get; set; }

        /// <summary>A process is at it.</summary>
        public bool IsLoading { get; set; }
    }
}
