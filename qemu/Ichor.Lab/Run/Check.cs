using System.Diagnostics;
using Ichor.Lab.Machines;

namespace Ichor.Lab.Run;

/// <summary>Boots without a person: tells each stage as it is reached, and ends with a judgement.</summary>
sealed class Check(Laboratory lab, VirtualNetwork network, Machine machine, RunSettings settings)
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(45);        // on hardware; the accelerator's slowness is on top

    readonly long began = Stopwatch.GetTimestamp();

    /// <summary>0 when the node is ready and answers ping.</summary>
    public async Task<int> RunAsync(CancellationToken stopping)
    {
        try
        {
            await lab.StartAsync();
            Tell($"started {RunProgram.Describe(settings, lab.Accelerator)}");
            network.Dhcp!.OnGranted((mac, address) => Tell($"{address} granted to {mac}"));
            var stages = new Stages(lab.Patience(Limit), TimeProvider.System);
            await lab.GuardAsync(async () =>
            {
                await stages.RunAsync(JudgeAsync).WaitAsync(stopping);
                return true;
            });
            return 0;
        }
        catch (LabException problem)
        {
            var (reason, report) = problem.Message.Split('\n', 2) is [var first, var rest] ? (first, rest) : (problem.Message, "");
            Console.Error.WriteLine($"{report}\nmake run: {reason}");         // the reason last: it is what one sees first
            return 1;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            Console.Error.WriteLine("make run: interrupted");
            return 1;
        }
    }

    async Task JudgeAsync(Stages stages)
    {
        stages.Await("the kernel's first words");
        await machine.SaysAsync("Linux version", stages.Left);
        Tell("the kernel has started");
        stages.Await("the node's API");
        var api = await machine.ApiAsync(stages.Left);
        Tell("the node's API answers");
        if (settings.MachineConfig is not null)
            await ConfiguredAsync(api, stages);
        stages.Await("a node that says it is ready");
        await machine.ReadyAsync(stages.Left);
        var address = await machine.AddressAsync(settings.Bond ? "bond0" : null, stages.Left);
        Tell($"the node is ready: {string.Join(", ", await AddressesAsync(api))}");
        stages.Await($"an answer from {address} to ping");
        var roundTrip = await network.PingsAsync(address, stages.Left);
        Tell($"{address} answers ping in {roundTrip.TotalMilliseconds:0.0} ms");
    }

    /// <summary>The node is on the network before it has read the volume: what counts is what it made of the config.</summary>
    async Task ConfiguredAsync(NodeApi api, Stages stages)
    {
        stages.Await("what the node makes of the config");
        var config = await machine.EventuallyAsync("machineconfig", row => row["source"].Length > 0, "the config", stages.Left);
        var problems = await api.GetAsync("problems");
        if (problems.FirstOrDefault(problem => problem["severity"] == "error") is { } error)
            throw new LabException($"the node refuses {settings.Config?.Name ?? "the config"}: line {error["line"]}: {error["path"]}: {error["message"]}");
        stages.Await("everything that the config says");
        await machine.EventuallyTableAsync("conditions", rows => rows.All(row => row["state"] != "applying"),
            "everything the config says", stages.Left);
        Tell($"{config["source"]} is applied");
    }

    static async Task<IEnumerable<string>> AddressesAsync(NodeApi api) =>
        from address in await api.GetAsync("addresses")
        where address["scope"] == "global"
        select $"{address["address"]} on {address["linkName"]}";

    void Tell(string what) => Console.WriteLine($"{RunProgram.Seconds(began)}  {what}");
}
