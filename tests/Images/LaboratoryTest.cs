using Ichor.Lab;

namespace Ichor.Images.Tests;

/// <summary>
/// A test with a laboratory of its own. Afterwards no console may tell of a crash, and a failed test shows the consoles,
/// where its captures are, and the command line that starts the same machine.
/// </summary>
public abstract class LaboratoryTest : IAsyncDisposable
{
    const int LongestName = 120;

    protected LaboratoryTest() => Lab = new Laboratory(FolderName(TestContext.Current.Test?.TestDisplayName ?? GetType().Name));

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

    /// <summary>Each case of a theory has its own: <c>BondTests_A_bond_mode_802_3ad_</c>.</summary>
    static string FolderName(string test)
    {
        var name = test.Replace($"{typeof(LaboratoryTest).Namespace}.", "", StringComparison.Ordinal);
        return string.Concat(name.Take(LongestName).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
    }
}
