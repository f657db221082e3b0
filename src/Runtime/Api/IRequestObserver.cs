namespace Modelwright.Runtime.Api;

/// <summary>Counts requests.</summary>
public interface IRequestObserver
{
    /// <summary>A request was answered; code 0 means that it was not.</summary>
    void Answered(string method, int code, string host);
}
