using Ichor.Config;
using Ichor.Linux;
using Ichor.Node.State;

namespace Ichor.Node.Acquire;

/// <summary>
/// Looks for the volumes <c>STATE</c> and <c>metal-iso</c>, and for the partition <c>META</c>, on the disks of the machine. A disk may need seconds to answer, or
/// never do so: each is looked at on a thread of its own, and what comes of it is told on the loop. A thread that hangs is one
/// disk that is not known, and nothing more.
/// </summary>
/// <remarks>
/// Of several volumes with one label the first by the device's name counts. That takes all answers, so those of the disks of the
/// start are waited for, but not longer than <see cref="Patience"/>.
/// </remarks>
/// <param name="loop">Where the news are told.</param>
/// <param name="wants">Whether a volume with this label is of interest still; when none is, no disk is touched.</param>
/// <param name="changed">Called when a volume was found, or could not be used.</param>
/// <param name="access">What is done to disks.</param>
internal sealed class Volumes(EventLoop loop, Func<string, bool> wants, Action changed, VolumeAccess? access = null)
{
    /// <summary>A disk that spins up needs longer; what it holds is then used when it comes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>A machine with hundreds of partitions has them looked at by so many threads.</summary>
    private const int MostThreads = 16;

    private readonly VolumeAccess _access = access ?? new VolumeAccess();
    private readonly SortedDictionary<string, (string Type, string Label)> _known = new(StringComparer.Ordinal);
    private readonly Queue<string> _waiting = new();
    private readonly Dictionary<string, bool> _underway = new(StringComparer.Ordinal);     // true: to be looked at once more
    private readonly HashSet<(string Label, string Device)> _used = [];
    private StateFolder? _state;
    private MetaReading? _meta;
    private string? _stateProblem, _config, _configProblem, _metaProblem;
    private int _using;
    private Action? _settled;
    private bool _isPatient;

    /// <summary>The volume STATE; null while there is none.</summary>
    /// <exception cref="IOException">It is there and cannot be mounted.</exception>
    public StateFolder? State => _state ?? (_stateProblem is null ? null : throw new IOException(_stateProblem));

    /// <summary>The text of the machine config on a volume; null while there is none.</summary>
    /// <exception cref="IOException">The volume is there and cannot be read, or has no such file.</exception>
    public string? Config => _config ?? (_configProblem is null ? null : throw new IOException(_configProblem));

    /// <summary>What the partition META holds; null while there is none.</summary>
    /// <exception cref="IOException">It is there and cannot be read.</exception>
    public MetaReading? Meta => _meta ?? (_metaProblem is null ? null : throw new IOException(_metaProblem));

    /// <summary>Looks at the disks that are there.</summary>
    /// <param name="settled">Called once, later: when all have been looked at, or are not waited for any longer.</param>
    public void Start(Action settled)
    {
        _settled = settled;
        _isPatient = true;
        loop.Arm(Patience, BeImpatient);
        foreach (var device in _access.All())
            Look(device);
        loop.Post(UseWhenKnown);        // there may be none
    }

    /// <summary>A device has come, or its medium is another.</summary>
    public void Look(string device)
    {
        if (!wants(StateVolume.Label) && !wants(ConfigVolume.Label) && !wants(MetaPartition.Label))
            return;
        if (_underway.ContainsKey(device))
            _underway[device] = true;
        else if (_underway.Count >= MostThreads)
            _waiting.Enqueue(device);
        else
        {
            _underway[device] = false;
            OnThread(device, () => _access.Identify(device), (found, _) => Identified(device, found));
        }
    }

    private void Identified(string device, (string Type, string Label)? found)
    {
        _underway.Remove(device, out var again);
        _known.Remove(device);
        if (found is { } volume)
            _known[device] = volume;
        if (again)
            Look(device);
        else if (_waiting.TryDequeue(out var next))
            Look(next);
        UseWhenKnown();
    }

    private void BeImpatient()
    {
        _isPatient = false;
        UseWhenKnown();
        Settle();
    }

    private void UseWhenKnown()
    {
        if (_isPatient && (_underway.Count > 0 || _waiting.Count > 0))
            return;
        if (wants(StateVolume.Label) && _state is null && First(StateVolume.Label) is var (stateDevice, stateType))
            Use(StateVolume.Label, stateDevice, () => _access.MountState(stateDevice, stateType), (folder, problem) => (_state, _stateProblem) = (folder, problem));
        if (wants(ConfigVolume.Label) && _config is null && First(ConfigVolume.Label) is var (device, type))
            Use(ConfigVolume.Label, device, () => _access.ReadConfig(device, type), (text, problem) => (_config, _configProblem) = (text, problem));
        if (wants(MetaPartition.Label) && _meta is null && First(MetaPartition.Label) is var (partition, _))
            Use(MetaPartition.Label, partition, () => _access.ReadMeta(partition), (reading, problem) => (_meta, _metaProblem) = (reading, problem));
        if (_using == 0)
            Settle();
    }

    /// <summary>Once for each medium; another attempt at one that cannot be mounted comes with the next event of its device.</summary>
    private void Use<T>(string label, string device, Func<T> work, Action<T?, string?> done)
    {
        if (!_used.Add((label, device)))
            return;
        _using++;
        OnThread(device, work, (result, problem) =>
        {
            _using--;
            if (problem is not null)
            {
                _known.Remove(device);
                _used.Remove((label, device));
            }
            done(result, problem);
            changed();
            UseWhenKnown();     // there may be another with this label
        });
    }

    private (string Device, string Type)? First(string label)
    {
        foreach (var (device, volume) in _known)
            if (volume.Label.Equals(label, StringComparison.OrdinalIgnoreCase) && (label != StateVolume.Label || volume.Type != "iso9660")
                && (label == MetaPartition.Label) == (volume.Type == MetaVolume.Type))
                return (device, volume.Type);
        return null;
    }

    private void Settle()
    {
        var settled = _settled;
        _settled = null;
        settled?.Invoke();
    }

    /// <summary>What goes wrong with a disk is told like what comes of it.</summary>
    private void OnThread<T>(string device, Func<T> work, Action<T?, string?> done)
    {
        var thread = new Thread(() =>
        {
            T? result = default;
            string? problem = null;
            try
            {
                result = work();
            }
            catch (Exception e)
            {
                problem = e is IOException or UnauthorizedAccessException ? e.Message : $"{device}: {e.GetType().Name}: {e.Message}";
            }
            loop.Post(() => done(result, problem));
        })
        { IsBackground = true, Name = "volume" };
        thread.Start();
    }
}
