namespace Modelwright.Operator.Tracking;

/// <summary>An MLflow server did not do what it was asked. The message is for people.</summary>
public sealed class MlflowException(MlflowFault fault, string message, string? code = null, TimeSpan? retryAfter = null,
    Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The server had no such run or experiment.</summary>
    public const string NotFound = "RESOURCE_DOES_NOT_EXIST";

    /// <summary>The server has one of that name.</summary>
    public const string AlreadyExists = "RESOURCE_ALREADY_EXISTS";

    /// <summary>Whether it is about the server or about what was sent.</summary>
    public MlflowFault Fault => fault;

    /// <summary>The server's error code.</summary>
    public string? Code => code;

    /// <summary>How long the server wants to be left alone.</summary>
    public TimeSpan? RetryAfter => retryAfter;
}
