namespace Ichor.Api.Local;

/// <summary>The answer to one request that may take its time. Of no effect once finished, or once the session has ended.</summary>
public sealed class LocalReply
{
    private LocalSession? _session;
    private readonly long _id;

    internal LocalReply(LocalSession session, long id)
    {
        _session = session;
        _id = id;
    }

    /// <summary>Whether somebody still waits for more.</summary>
    public bool IsOpen => _session is not null;

    /// <summary>Sends one line of text.</summary>
    public void Line(string text) => _session?.SendLine(_id, text);

    /// <summary>Ends the answer.</summary>
    public void Done()
    {
        _session?.SendDone(_id);
        Close();
    }

    /// <summary>Ends the answer with an object.</summary>
    public void Result<T>(Rows<T> rows, T result)
    {
        _session?.SendResult(_id, json => rows.WriteObject(json, result));
        Close();
    }

    /// <summary>Ends the answer with an error.</summary>
    public void Fail(string message)
    {
        _session?.SendError(_id, LocalErrors.Failed, message);
        Close();
    }

    internal void Close()
    {
        _session?.Forget(_id, this);
        _session = null;
    }
}
