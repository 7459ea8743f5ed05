using CliWrap;
using CliWrap.Buffered;
using Ichor.Lab;
using Ichor.Lab.Machines;

namespace Ichor.Images.Tests;

/// <summary>The program behind <c>make run</c>, as the Makefile starts it.</summary>
[Trait("Category", "Qemu")]
public sealed class MakeRunTests : IDisposable
{
    static readonly string Program = Path.Combine(Artifacts.Folder, "dotnet/bin/Ichor.Lab/release/Ichor.Lab.dll");

    // Not the checkout's own out/: its run/ belongs to the person who may be running a machine just now.
    readonly DirectoryInfo outputs = Directory.CreateTempSubdirectory("ichor-run-");

    public MakeRunTests()
    {
        foreach (var file in (string[])[Artifacts.Kernel, Artifacts.Initramfs, Artifacts.Iso])
            File.CreateSymbolicLink(PathTo(Path.GetFileName(file)), Artifacts.Require(file));
    }

    [Fact]
    public async Task A_check_of_a_bonded_pair_tells_its_address_and_succeeds()
    {
        var run = await Run(("NICS", "2"), ("BOND", "1"), ("CHECK", "1")).ExecuteBufferedAsync(TestContext.Current.CancellationToken);

        Assert.True(run.ExitCode == 0, run.StandardOutput + run.StandardError);
        Assert.Contains("2 network cards as bond0", run.StandardOutput, StringComparison.Ordinal);
        Assert.Matches(@"the node is ready: 10\.5\.0\.\d+/24 on bond0\n.*10\.5\.0\.\d+ answers ping", run.StandardOutput);
        Assert.True(File.Exists(PathTo("run/lan.pcap")), "the network has been recorded");
    }

    [Fact]
    public async Task A_check_of_a_config_with_a_mistake_fails_with_the_reason_last_and_the_console_above_it()
    {
        var config = PathTo("amber.yaml");
        await File.WriteAllTextAsync(config, "machine:\n  network:\n    hostnme: amber\n", TestContext.Current.CancellationToken);

        var run = await Run(("BOOT", "bios"), ("CONFIG", config), ("CHECK", "1")).ExecuteBufferedAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, run.ExitCode);
        var said = run.StandardError.TrimEnd().Split('\n');
        Assert.StartsWith($"make run: the node refuses {config}: line 3: ", said[^1], StringComparison.Ordinal);
        Assert.Contains("hostnme", said[^1], StringComparison.Ordinal);
        var console = Array.FindIndex(said, line => line.StartsWith("--- node, the last lines of its console", StringComparison.Ordinal));
        Assert.InRange(console, 0, said.Length - 2);
        Assert.Contains(said[console..], line => line.Contains("config.yaml:3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_machine_that_is_switched_off_is_a_success_whatever_QEMU_warned_of()
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = Run(("BOOT", "bios"), ("PATH", $"{QemuThatWarns()}:{Environment.GetEnvironmentVariable("PATH")}"))
            .WithStandardOutputPipe(PipeTarget.ToDelegate(line =>
            {
                if (line.Contains("answers ping", StringComparison.Ordinal))
                    ready.TrySetResult();
            }))
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken).Task;
        await Task.WhenAny(ready.Task, running);
        if (ready.Task.IsCompleted)
            using (var node = await NodeApi.ConnectAsync(PathTo("run/api.sock")))
                await node.OrderAsync("poweroff");

        var run = await running;

        Assert.True(run.ExitCode == 0, run.StandardOutput + run.StandardError);
        Assert.Contains("QEMU: something is not as it should be", run.StandardOutput, StringComparison.Ordinal);
        Assert.EndsWith("the machine is off\n", run.StandardOutput, StringComparison.Ordinal);
    }

    /// <summary>With every variable said, since make hands its own on to the tests.</summary>
    Command Run(params (string Name, string Value)[] variables) => Cli.Wrap("dotnet").WithArguments(["exec", Program, "run"])
        .WithValidation(CommandResultValidation.None)
        .WithEnvironmentVariables(environment =>
        {
            foreach (var name in (string[])["BOOT", "NICS", "BOND", "CONFIG", "CHECK"])
                environment.Set(name, "");
            environment.Set(Artifacts.Override, outputs.FullName);
            foreach (var (name, value) in variables)
                environment.Set(name, value);
        });

    /// <summary>A folder with QEMU behind a script.</summary>
    string QemuThatWarns()
    {
        var folder = Directory.CreateDirectory(PathTo("bin")).FullName;
        var script = Path.Combine(folder, QemuCommand.Program);
        File.WriteAllText(script, $"#!/bin/sh\necho 'something is not as it should be' >&2\nexec {Tool.Require(QemuCommand.Program)} \"$@\"\n");
        File.SetUnixFileMode(script, Disks.UnixModes.Executable);
        return folder;
    }

    string PathTo(string file) => Path.Combine(outputs.FullName, file);

    public void Dispose() => outputs.Delete(recursive: true);
}
