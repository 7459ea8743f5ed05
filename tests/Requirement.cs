using System.Diagnostics.CodeAnalysis;

namespace Ichor;

/// <summary>What a test needs of the machine that it runs on.</summary>
static class Requirement
{
    /// <summary>
    /// A tool, root or a device that a person may install or grant: where it is missing the test is skipped with the reason, but
    /// in continuous integration (<c>CI=true</c>), which has them all, it fails. What a kernel cannot do is not for this method:
    /// there a test is skipped everywhere.
    /// </summary>
    public static void Met([DoesNotReturnIf(false)] bool isMet, string reason)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.True(isMet, reason);
        else
            Assert.SkipUnless(isMet, reason);
    }
}
