namespace Ichor.Build.Debian;

/// <summary><c>make pin</c>: resolves the list, rewrites the lock, says what moved.</summary>
public static class PinMove
{
    public static async Task RunAsync(string root, TextWriter output, CancellationToken stopping)
    {
        var before = File.Exists(Path.Combine(root, PackageLock.Path)) ? PackageLock.Read(root) : [];
        var after = await new PinUpdate(AptMetadata.OfThisMachine).ResolveAsync(PackageList.Read(root), stopping);
        PackageLock.Write(root, after);
        foreach (var pin in after)
        {
            var old = before.FirstOrDefault(was => was.Wanted == pin.Wanted);
            await output.WriteLineAsync(old == pin ? $"  {pin.Name} {pin.Version}" : $"* {pin.Name} {pin.Version}  (was: {old?.Version ?? "not pinned"})");
        }
    }
}
