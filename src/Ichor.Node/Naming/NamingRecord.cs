using Ichor.Config;
using Ichor.Network;
using Ichor.Node.State;

namespace Ichor.Node.Naming;

/// <summary>
/// Keeps a machine's links called what they were called at first: what was in force then is written on the volume <c>STATE</c>,
/// and goes before what a later image says. An installer that writes the same file (<see cref="NamingInForce.Record"/>) is the
/// first boot's equal.
/// </summary>
internal sealed class NamingRecord
{
    /// <summary>In the folder of <c>STATE</c>; written like a kernel command line.</summary>
    public const string FileName = "naming";

    private readonly NamingSource _commandLine, _image;
    private readonly Action<string> _warn;
    private string? _late;

    /// <param name="commandLine">The kernel's.</param>
    /// <param name="state">The volume, when it is there before the links are named.</param>
    /// <param name="imagePath">What the image was made with.</param>
    /// <param name="warn">Takes a line for what cannot be read or written.</param>
    public NamingRecord(CommandLine commandLine, StateFolder? state, string imagePath, Action<string> warn)
    {
        _commandLine = NamingSource.Of("cmdline", commandLine);
        _image = NamingSource.Read("image", imagePath);
        _warn = warn;
        InForce = NamingInForce.Of(_commandLine, Read(state), _image);
    }

    /// <summary>By which rules this boot names links.</summary>
    public NamingInForce InForce { get; }

    /// <summary>That the record came too late for this boot.</summary>
    public IEnumerable<Condition> Conditions =>
        _late is null ? [] : [new Condition(new ObjectKey("naming", "record"), ConditionState.Failed, _late, null)];

    /// <summary>Writes down what is in force where the volume does not say it yet. What it says stays, whatever rules this boot.</summary>
    public void Keep(StateFolder state)
    {
        var recorded = Read(state);
        var rules = NamingInForce.Of(_commandLine, recorded, _image);
        if ((rules.Scheme, rules.Renames) != (InForce.Scheme, InForce.Renames))
            _late = $"{state.Volume} came after links had been named by {InForce.Record.TrimEnd()}; what it records is {rules.Record.TrimEnd()}: "
                + "write that on the kernel command line";
        if (_late is not null)
            _warn(_late);
        if (recorded is { Scheme: not null, Renames: not null })
            return;
        try
        {
            state.Write(FileName, recorded.OrElse(InForce));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _warn($"{state.Volume}: the naming of links is not kept for the next boot: {e.Message}");
        }
    }

    private NamingSource Read(StateFolder? state)
    {
        try
        {
            return NamingSource.Of(StateVolume.Label, state?.Read(FileName));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _warn($"{state!.Volume}: {e.Message}");
            return new(StateVolume.Label, null, null);
        }
    }
}
