using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Modelwright.LocalCluster.Services;

/// <summary>
/// A pair of address pools, one for pods and one for Services, that no other cluster of this machine uses while this object lives: a socket
/// on the pair's own address keeps others out, and goes with the process however it ends.
/// </summary>
public sealed class AddressReservation : IDisposable
{
    /// <summary>The number of pairs: 127.0.0.0/8 in pairs of /20, without 127.0.0.0/16, where everything else on a machine lives.</summary>
    public const int Count = 2040;

    private const int FirstPair = 8;
    private const int SentinelPort = 61443;

    private readonly Socket sentinel;

    private AddressReservation(int index, Socket sentinel)
    {
        Index = index;
        this.sentinel = sentinel;
        Pods = new AddressPool(Start(index, 0));
        Services = new AddressPool(Start(index, 1));
    }

    /// <summary>Which pair this is, from 0 to <see cref="Count"/> - 1.</summary>
    public int Index { get; }

    /// <summary>The addresses of pods.</summary>
    public AddressPool Pods { get; }

    /// <summary>The addresses of Services.</summary>
    public AddressPool Services { get; }

    /// <summary>Takes the preferred pair, or the next one that is free.</summary>
    /// <exception cref="InvalidOperationException">All pairs are in use.</exception>
    public static AddressReservation TakeFrom(int preferred)
    {
        for (var i = 0; i < Count; i++)
        {
            if (TryTake((preferred + i) % Count) is { } taken) return taken;
        }

        throw new InvalidOperationException($"all {Count} pairs of loopback address pools are in use by other clusters on this machine");
    }

    /// <summary>Takes one pair, or returns null when another cluster has it.</summary>
    public static AddressReservation? TryTake(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            var address = Start(index, 0).GetAddressBytes();
            address[3] = 1;
            socket.Bind(new IPEndPoint(new IPAddress(address), SentinelPort));
            socket.Listen(1);
            return new AddressReservation(index, socket);
        }
        catch (SocketException failure)
        {
            socket.Dispose();
            if (failure.SocketErrorCode == SocketError.AddressAlreadyInUse) return null;
            throw new InvalidOperationException(
                $"this machine does not let programs listen on {Start(index, 0)}: {failure.Message}. The embedded cluster gives "
                + "every pod and Service an address in 127.0.0.0/8, which Linux allows and other systems do not", failure);
        }
    }

    /// <inheritdoc />
    public void Dispose() => sentinel.Dispose();

    private static IPAddress Start(int index, int half)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (127u << 24) | ((uint)((2 * (FirstPair + index)) + half) * AddressPool.Size));
        return new IPAddress(bytes);
    }
}
