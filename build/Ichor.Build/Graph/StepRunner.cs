using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Ichor.Build.Progress;

namespace Ichor.Build.Graph;

/// <summary>Runs steps once each, inputs first, independent ones side by side; a step whose key is in the cache does not run.</summary>
public sealed class StepRunner(StepCache cache, FileHashes files, IProgress progress, int parallel) : IDisposable
{
    /// <summary>The code that a step runs; see <see cref="StepKey"/>.</summary>
    public Func<Step, string> Builder { get; init; } = BuilderCode.Of;

    readonly Dictionary<Step, Task<StepResult>> _started = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<string, Task<StepResult>> _made = new(StringComparer.Ordinal);
    readonly SemaphoreSlim _free = new(parallel);

    /// <summary>Makes the outputs of steps available, and of everything they need. The first failure stops the others and is thrown.</summary>
    public async Task RunAsync(IEnumerable<Step> steps, CancellationToken stopping)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var running = steps.Select(step => StartAsync(step, failed.Token)).ToList();
        Exception? first = null;
        await foreach (var done in Task.WhenEach(running))
            if (done.Exception?.GetBaseException() is { } error)
            {
                first ??= error;
                await failed.CancelAsync();
            }
        if (first is not null) ExceptionDispatchInfo.Throw(first);
        stopping.ThrowIfCancellationRequested();
    }

    Task<StepResult> StartAsync(Step step, CancellationToken stopping)
    {
        lock (_started)
        {
            if (_started.TryGetValue(step, out var running)) return running;
            return _started[step] = RunOnceAsync(step, stopping);
        }
    }

    /// <summary>The result of a step that has been run.</summary>
    public StepResult ResultOf(Step step)
    {
        lock (_started) return _started[step].Result;
    }

    async Task<StepResult> RunOnceAsync(Step step, CancellationToken stopping)
    {
        await Task.WhenAll(StepKey.InputsOf(step).Select(input => StartAsync(input.From, stopping)));
        var key = StepKey.Of(step, files, HashOf, Builder(step));
        return await FindOrMakeOnce(step, key, stopping);
    }

    /// <summary>Equal steps that stand at two places of the graph have one key and one place in the cache: one of them runs.</summary>
    Task<StepResult> FindOrMakeOnce(Step step, string key, CancellationToken stopping)
    {
        lock (_made)
        {
            if (_made.TryGetValue(key, out var making)) return making;
            return _made[key] = cache.Find(key) is { } found ? Task.FromResult(found) : MakeAsync(step, key, stopping);
        }
    }

    async Task<StepResult> MakeAsync(Step step, string key, CancellationToken stopping)
    {
        await _free.WaitAsync(stopping);
        using var work = cache.NewWorkFolder();
        using var line = progress.Start(step.Title);
        try
        {
            var clock = Stopwatch.StartNew();
            var context = new StepContext(work.Path, PathOf, HashOf, line.Report);
            await Task.Run(() => step.RunAsync(context, stopping), stopping);
            var result = cache.Keep(key, step, work.Path, clock);
            line.Done(clock.Elapsed);
            return result;
        }
        finally
        {
            _free.Release();
        }
    }

    string PathOf(Artifact input) => ResultOf(input.From).PathOf(input.Name);

    string HashOf(Artifact input) => ResultOf(input.From)[input.Name].Sha256;

    public void Dispose() => _free.Dispose();
}
