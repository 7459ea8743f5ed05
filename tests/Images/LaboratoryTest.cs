using Ichor.Lab;

namespace Ichor.Images.Tests;

/// <summary>
/// A test with a laboratory of its own. Afterwards no console may tell of a crash, and a failed test shows the consoles,
/// where its captures are, and the command line that starts the same machine.
/// </summary>
public abstract class LaboratoryTest : IAsyncDisposable
{
    protected LaboratoryTest() => Lab = new Laboratory(TestContext.Current.TestMethod?.MethodName ?? GetType().Name);

    /// <summary>Networks and machines of the test.</summary>
    protected Laboratory Lab { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await using var ending = Lab.ConfigureAwait(false);
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
            TestContext.Current.TestOutputHelper?.WriteLine(await Lab.ReportAsync());
        else
            foreach (var machine in Lab.Machines)
                machine.Console.HasNo("Kernel panic", "Exception: ", "exception survived", "fatal: ", "Oops: ", "BUG: ");
    }
}
