using Ichor.Config;

namespace Ichor.Node.Files;

/// <summary>What a machine config sets beside the network: environment, files, kernel parameters. What it no longer asks for is undone.</summary>
internal sealed class MachineSettings(ServiceEnvironment environment, MachineFiles files, KernelParameters parameters, Mistakes mistakes)
{
    private IReadOnlyList<Problem> _refusedFiles = [];

    /// <summary>What could not be done, by file and line.</summary>
    public IEnumerable<Problem> Problems => _refusedFiles.Concat(parameters.Problems);

    /// <param name="config">Null for none: everything is as the image and the kernel have it.</param>
    public void Apply(MachineConfig? config)
    {
        var wanted = config ?? MachineConfig.Empty;
        mistakes.Try("environment", "machine.env", () => environment.Apply(wanted.Env));
        mistakes.Try("files", "machine.files", () => ApplyFiles(wanted));
        mistakes.Try("parameters", "machine.sysctls", () => parameters.Apply(wanted));
    }

    private void ApplyFiles(MachineConfig config)
    {
        _refusedFiles = files.Apply(config.Files);
        foreach (var problem in _refusedFiles)
            Log.Error(problem.ToString());
    }
}
