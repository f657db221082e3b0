using System.Net;

namespace Modelwright.Router.Listening;

/// <summary>One protocol's part of a <see cref="SharedPort"/>, in the form that Kestrel binds to.</summary>
public sealed class SharedPortEndPoint(SharedPort port, string protocol) : EndPoint
{
    /// <summary>The port that the parts share.</summary>
    public SharedPort Port => port;

    /// <summary>The protocol of this part.</summary>
    public string Protocol => protocol;

    /// <inheritdoc />
    public override string ToString() => $"{port.Bound ?? port.Address} ({protocol})";
}
