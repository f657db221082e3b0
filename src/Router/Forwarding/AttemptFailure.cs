namespace Modelwright.Router.Forwarding;

/// <summary>Why one attempt to forward a request brought no complete answer.</summary>
public enum AttemptFailure
{
    /// <summary>There was no connection, so nothing was sent.</summary>
    Connect,

    /// <summary>The backend said that it did not begin (HTTP/2 GOAWAY or REFUSED_STREAM).</summary>
    Refused,

    /// <summary>
    /// The connection ended before anything of a response was passed on; whether the backend executed the request is unknown.
    /// </summary>
    Closed,

    /// <summary>The backend was silent for too long.</summary>
    Timeout,

    /// <summary>The client went away.</summary>
    ClientGone,

    /// <summary>The client's body broke a rule or did not come.</summary>
    ClientBody,

    /// <summary>The response began and then failed; part of it may have reached the client.</summary>
    Response,

    /// <summary>The backend spoke something that is not HTTP, or the request could not be made.</summary>
    Protocol,
}
