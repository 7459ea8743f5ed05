namespace Ichor.Lab;

/// <summary>Waiting for events with a limit: there is no wait without one, and none that polls.</summary>
static class Waiting
{
    /// <summary>Whether the task has ended by then, well or not.</summary>
    public static async Task<bool> EndsWithin(this Task task, TimeSpan limit) =>
        await task.WaitAsync(limit).ContinueWith(_ => task.IsCompleted, TaskScheduler.Default);

    /// <summary>The task's result, or a <see cref="TimeoutException"/> that says what did not happen.</summary>
    public static async Task<T> Within<T>(this Task<T> task, TimeSpan limit, string what)
    {
        try
        {
            return await task.WaitAsync(limit);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{what}: not within {limit.TotalSeconds:0.#} s", late);
        }
    }

    /// <summary>As <see cref="Within{T}"/>, for a task without result.</summary>
    public static async Task Within(this Task task, TimeSpan limit, string what)
    {
        try
        {
            await task.WaitAsync(limit);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{what}: not within {limit.TotalSeconds:0.#} s", late);
        }
    }
}
