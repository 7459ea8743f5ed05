namespace Ichor.Linux;

/// <summary>Short work for all processors: threads that live as long as it takes, so that none is left when it is done.</summary>
public static class Processors
{
    /// <summary>Calls <paramref name="work"/> with each number from 0 to <paramref name="count"/> - 1; returns when all calls have. The work must not throw.</summary>
    public static void ShareOut(int count, Action<int> work)
    {
        var next = -1;
        var helpers = new Thread[Math.Clamp(count, 1, Environment.ProcessorCount) - 1];
        for (var i = 0; i < helpers.Length; i++)
        {
            helpers[i] = new Thread(Run);
            helpers[i].Start();
        }
        Run();
        foreach (var helper in helpers)
            helper.Join();

        void Run()
        {
            for (int number; (number = Interlocked.Increment(ref next)) < count;)
                work(number);
        }
    }
}
