using Ichor.Config;
using Ichor.Network;
using Ichor.Node.Modules;

namespace Ichor.Node.Files;

/// <summary>What a machine config sets beside the network: environment, files, kernel parameters and modules. What it no longer asks for is undone, but for modules.</summary>
internal sealed class MachineSettings(ServiceEnvironment environment, MachineFiles files, KernelParameters parameters, KernelModules modules, Mistakes mistakes)
{
    private IReadOnlyList<Problem> _refusedFiles = [];

    /// <summary>What could not be done, by file and line.</summary>
    public IEnumerable<Problem> Problems => _refusedFiles.Concat(parameters.Problems);

    /// <summary>How it stands with the modules.</summary>
    public IEnumerable<Condition> Conditions => modules.Conditions;

    /// <summary>Whether modules are being loaded, which may bring parameters.</summary>
    public bool ExpectsParameters => modules.IsBusy;

    /// <summary>A module was loaded, by whomever. What it brings along in /proc/sys is written when the burst is over.</summary>
    public void ModuleAppeared() => modules.Appeared();

    /// <param name="config">Null for none: everything is as the image and the kernel have it.</param>
    public void Apply(MachineConfig? config)
    {
        var wanted = config ?? MachineConfig.Empty;
        mistakes.Try("environment", "machine.env", () => environment.Apply(wanted.Env));
        mistakes.Try("files", "machine.files", () => ApplyFiles(wanted));
        mistakes.Try("modules", "machine.kernel", () => modules.Apply(wanted.KernelModules));
        mistakes.Try("parameters", "machine.sysctls", () => parameters.Apply(wanted));
    }

    private void ApplyFiles(MachineConfig config)
    {
        _refusedFiles = files.Apply(config.Files);
        foreach (var problem in _refusedFiles)
            Log.Error(problem.ToString());
    }
}
