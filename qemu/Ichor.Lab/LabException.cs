namespace Ichor.Lab;

/// <summary>Something in the laboratory did not happen, or cannot. The message carries what is needed to find out why.</summary>
public sealed class LabException : Exception
{
    /// <summary>With the sentence to show.</summary>
    public LabException(string message) : base(message)
    {
    }

    /// <summary>With the sentence to show and its cause.</summary>
    public LabException(string message, Exception cause) : base(message, cause)
    {
    }
}
