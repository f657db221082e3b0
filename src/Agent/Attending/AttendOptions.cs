using System.Net;
using System.Net.Sockets;

namespace Modelwright.Agent.Attending;

/// <summary>Where and how patiently a run is attended.</summary>
internal sealed record AttendOptions
{
    /// <summary>The folder that the training container writes to.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>The file that asks it to stop.</summary>
    public required string StopFile { get; init; }

    /// <summary>Where to listen.</summary>
    public IPAddress BindAddress { get; init; } = Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any;

    /// <summary>The port; 0 for any free one.</summary>
    public int Port { get; init; } = 8082;

    /// <summary>PEM of the operator's public key; without it the operator's requests are refused.</summary>
    public string? PublicKeyPem { get; init; }

    /// <summary>The time between two looks at the output folder.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The time from the end of training to the final report.</summary>
    public TimeSpan UploadTimeout { get; init; } = TimeSpan.FromSeconds(570);
}
