using System.Buffers.Binary;
using System.Net;

namespace Modelwright.LocalCluster.Services;

/// <summary>
/// A /20 of loopback addresses. Addresses are handed out in turn, so that one that was given back rests as long as possible: a client that
/// still knows it meets nobody rather than somebody else. Thread-safe.
/// </summary>
public sealed class AddressPool
{
    /// <summary>Addresses in a pool, the first and the last of which are never given out.</summary>
    public const int Size = 1 << 12;

    private readonly Lock gate = new();
    private readonly uint first;
    private readonly HashSet<uint> taken = [];
    private uint next = 2;

    /// <summary>The pool that starts at an address inside 127.0.0.0/8 that is a multiple of <see cref="Size"/>.</summary>
    public AddressPool(IPAddress start)
    {
        first = Number(start);
        if (first >> 24 != 127 || first % Size != 0)
            throw new ArgumentException($"{start} is not the start of a /20 inside 127.0.0.0/8", nameof(start));
    }

    /// <summary>The first address of the pool.</summary>
    public IPAddress Start => Address(first);

    /// <summary>An address that nobody has.</summary>
    /// <exception cref="InvalidOperationException">All are taken.</exception>
    public IPAddress Take()
    {
        lock (gate)
        {
            for (var tries = 0; tries < Size; tries++)
            {
                var candidate = next;
                next = next >= Size - 2 ? 2 : next + 1;
                if (taken.Add(first + candidate)) return Address(first + candidate);
            }
        }

        throw new InvalidOperationException($"all {Size - 3} addresses from {Start} on are taken");
    }

    /// <summary>The next address that is not among those in use, for a caller that keeps the books itself.</summary>
    /// <exception cref="InvalidOperationException">All are in use.</exception>
    public IPAddress NextExcept(IReadOnlySet<string> used)
    {
        for (var tries = 0; tries < Size; tries++)
        {
            var candidate = Take();
            Return(candidate);
            if (!used.Contains(candidate.ToString())) return candidate;
        }

        throw new InvalidOperationException($"all {Size - 3} addresses from {Start} on are taken");
    }

    /// <summary>Gives an address back.</summary>
    public void Return(IPAddress address)
    {
        lock (gate) taken.Remove(Number(address));
    }

    /// <summary>Whether an address belongs to this pool.</summary>
    public bool Contains(IPAddress address) => Number(address) - first is > 1 and < Size - 1;

    private static uint Number(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[4];
        return address.TryWriteBytes(bytes, out var length) && length == 4 ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : 0;
    }

    private static IPAddress Address(uint number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return new IPAddress(bytes);
    }
}
