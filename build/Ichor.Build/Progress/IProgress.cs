namespace Ichor.Build.Progress;

/// <summary>Shows what is running.</summary>
public interface IProgress : IDisposable
{
    /// <summary>A step begins; disposing the line without <see cref="ILine.Done"/> means that it failed.</summary>
    ILine Start(string title);
}

/// <summary>The line of one running step.</summary>
public interface ILine : IDisposable
{
    /// <summary>Replaces the text behind the title.</summary>
    void Report(string text);

    /// <summary>The step succeeded.</summary>
    void Done(TimeSpan took);
}
