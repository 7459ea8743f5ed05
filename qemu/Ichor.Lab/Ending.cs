namespace Ichor.Lab;

/// <summary>Does one thing when disposed, once.</summary>
sealed class Ending(Action action) : IDisposable
{
    Action? pending = action;

    public void Dispose() => Interlocked.Exchange(ref pending, null)?.Invoke();
}
