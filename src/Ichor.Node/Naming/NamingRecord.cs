using Ichor.Config;
using Ichor.Node.State;

namespace Ichor.Node.Naming;

/// <summary>
/// Keeps a machine's links called what they were called at first: what was in force then is written on the volume <c>STATE</c>,
/// and goes before what a later image says.
/// </summary>
/// <remarks>
/// Here an installation joins in. An installer writes the same two words (<see cref="NamingInForce.Record"/>) to the volume that it
/// makes, and is the first boot's equal; where it has a place that can be read before links are named (META), that is one more
/// <see cref="NamingSource"/> between the command line and <c>STATE</c>, and nobody is ever late.
/// </remarks>
internal sealed class NamingRecord
{
    /// <summary>In the folder of <c>STATE</c>; written like a kernel command line.</summary>
    public const string FileName = "naming";

    private readonly NamingSource _commandLine, _image;
    private readonly Action<string> _warn;

    /// <param name="commandLine">The kernel's.</param>
    /// <param name="state">The volume, when it is there before the links are named. Usually it is not: the drivers of NICs come first.</param>
    /// <param name="imagePath">What the image was made with.</param>
    /// <param name="warn">Takes a line for what cannot be read or written.</param>
    public NamingRecord(CommandLine commandLine, StateFolder? state, string imagePath, Action<string> warn)
    {
        _commandLine = NamingSource.Of("cmdline", commandLine);
        _image = NamingSource.Read("image", imagePath);
        _warn = warn;
        InForce = NamingInForce.Of(_commandLine, Read(state), _image);
    }

    /// <summary>By which rules links are named now.</summary>
    public NamingInForce InForce { get; private set; }

    /// <summary>
    /// The volume is there: what it says is in force from now on, and what it does not say is written down as it is in force.
    /// </summary>
    /// <returns>Why links have to be named anew; null when the rules are those that links were named by.</returns>
    public string? Keep(StateFolder state)
    {
        var before = InForce;
        var recorded = Read(state);
        InForce = NamingInForce.Of(_commandLine, recorded, _image);
        if (recorded is not { Scheme: not null, Renames: not null })
            Write(state, recorded.OrElse(InForce));
        return InForce.Record == before.Record ? null
            : $"{state.Volume} came after links had been named by {before.Record.TrimEnd()}, and what it records is {InForce.Record.TrimEnd()}";
    }

    private void Write(StateFolder state, byte[] record)
    {
        try
        {
            state.Write(FileName, record);
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
